import { BoardNote } from "#components/board/board-note";
import { FilterLink } from "#components/board/filter-link";
import type { JobFilters } from "#lib/jobs/filters";
import { boardAddress } from "./board-address.tsx";

/** Says that a typing error was corrected, and leads to what was typed. */
export function CorrectionNote({
  filters,
  correctedTo,
}: {
  filters: JobFilters;
  correctedTo: string;
}) {
  return (
    <BoardNote>
      Showing results for <bdi className="font-semibold">{correctedTo}</bdi>.{" "}
      <FilterLink href={boardAddress({ ...filters, isExact: true })} className="link">
        Search instead for <bdi>{filters.q}</bdi>
      </FilterLink>
    </BoardNote>
  );
}
