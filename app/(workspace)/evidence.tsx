import { Download } from "lucide-react";
import { Suspense } from "react";
import { buttonClass } from "#components/ui/button-class";
import { Disclosure } from "#components/ui/disclosure";
import { MiniSection } from "#components/ui/section";
import { Skeleton } from "#components/ui/skeleton";
import { pageActor } from "#lib/edge/page";
import { getEvidence } from "#lib/evidence/queries/evidence";
import type { Id } from "#lib/ids";

/** What the evidence of a contract holds now, its head, and the whole of it to download. */
export function Evidence({ contractId }: { contractId: Id<"ctr"> }) {
  return (
    <MiniSection title="Evidence">
      <p className="mb-3 text-sm text-ink-2">
        The agreement, the work with every file, the conversation, the money and who saw what. It is
        the same for both sides and the mediator.
      </p>
      <a
        href={`/files/evidence/${contractId}`}
        download
        className={buttonClass({ variant: "plain", wide: true })}
      >
        <Download aria-hidden="true" className="size-4" />
        Download the bundle
      </a>
      <Suspense fallback={<Skeleton className="mt-3 h-14" />}>
        <Head contractId={contractId} />
      </Suspense>
    </MiniSection>
  );
}

async function Head({ contractId }: { contractId: Id<"ctr"> }) {
  const { manifest, files } = await getEvidence(await pageActor(), contractId);
  return (
    <Disclosure
      title="Its hash"
      level={3}
      className="mt-4 border-b-0"
      note={countText(files.length)}
    >
      <p className="break-all font-mono text-xs">{manifest.head}</p>
      <p className="mt-2 text-xs text-ink-3">
        One SHA-256 over everything in the bundle, as it is now. It changes with everything that
        happens. The bundle says it too, and <code>evidence:verify</code> checks it to the byte.
      </p>
    </Disclosure>
  );
}

function countText(files: number): string {
  return files === 1 ? "1 file" : `${files} files`;
}
