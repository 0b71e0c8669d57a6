"use no memo";

/** The id under which the server has logged an error; only server errors have one. */
export function ErrorReference({ error }: { error: unknown }) {
  if (!(error instanceof Error) || !("digest" in error) || !error.digest) return null;
  return (
    <p className="mt-7 text-sm text-ink-2">
      If it happens again, quote <code className="num select-all">{String(error.digest)}</code>.
    </p>
  );
}
