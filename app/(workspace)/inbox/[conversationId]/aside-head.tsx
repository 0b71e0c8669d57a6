import type { ReactNode } from "react";

/** In what state, and what it is called. */
export function AsideHead({ eyebrow, title }: { eyebrow: string; title: string }) {
  return (
    <div className="-mb-1">
      <p className="eyebrow">{eyebrow}</p>
      <h2 className="mt-1.5 text-xl">{title}</h2>
    </div>
  );
}

/** A few figures between hairlines. */
export function AsideFacts({ facts }: { facts: readonly { label: string; value: ReactNode }[] }) {
  return (
    <dl className="divide-y divide-line border-y border-line text-sm">
      {facts.map(({ label, value }) => (
        <div key={label} className="flex items-baseline justify-between gap-4 py-2">
          <dt className="text-ink-2">{label}</dt>
          <dd className="min-w-0 text-right">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
