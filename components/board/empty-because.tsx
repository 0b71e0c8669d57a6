import type { Route } from "next";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { isolate } from "#lib/text";
import { type BoardPlace, countText } from "./board-kind.tsx";

/** Nothing passes the filters: names the one that did it, and offers to remove it. */
export function EmptyBecause({
  title,
  clearHref,
  nouns,
  because,
}: {
  /** "No open jobs match" */
  title: string;
  clearHref: Route;
  nouns: BoardPlace["nouns"];
  /** Null when no single filter did it. */
  because: { readonly label: string; readonly href: Route; readonly wouldFind: number } | null;
}) {
  const className = "border-b-0 px-[18px] md:px-7";
  if (!because) {
    return (
      <EmptyState
        title={`${title} these filters`}
        action={<ButtonLink href={clearHref}>Clear all filters</ButtonLink>}
        className={className}
      >
        Removing any one of them is not enough.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={`${title} ${because.label}`}
      action={
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={because.href} scroll={false}>
            {`Remove ${isolate(because.label)}`}
          </ButtonLink>
          <ButtonLink href={clearHref} variant="quiet">
            Clear all filters
          </ButtonLink>
        </div>
      }
      className={className}
    >
      Without it there {because.wouldFind === 1 ? "is" : "are"}{" "}
      {countText(because.wouldFind, nouns)}.
    </EmptyState>
  );
}
