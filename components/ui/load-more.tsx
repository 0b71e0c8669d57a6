import type { Route } from "next";
import { ButtonLink } from "./button.tsx";

/** The end of a bounded list: how much is shown, and a link to the rest. */
export function LoadMore<T extends string>({
  href,
  firstHref,
  shown,
  total,
  noun,
}: {
  href: Route<T> | null;
  /** The way back to the beginning, on a later page. */
  firstHref?: Route<T> | null;
  shown: number;
  total?: number;
  /** Plural: "jobs". */
  noun: string;
}) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line py-4 text-sm text-ink-2">
      <span className="num">
        {shown} {total === undefined ? "" : `of ${total} `}
        {noun}
        {total === undefined && href ? " shown" : ""}
      </span>
      <span className="flex flex-wrap gap-3">
        {firstHref && (
          <ButtonLink href={firstHref} size="sm" scroll={false}>
            Back to the first
          </ButtonLink>
        )}
        {href && (
          <ButtonLink href={href} size="sm" scroll={false}>
            Show more {noun}
          </ButtonLink>
        )}
      </span>
    </div>
  );
}
