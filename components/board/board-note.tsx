import type { ReactNode } from "react";
import { FormMessage } from "#components/ui/form-message";

/** Above the rows of a board: what is to be known about this result. */
export function BoardNote({ children }: { children: ReactNode }) {
  return (
    <FormMessage tone="note" className="mx-[18px] mb-3 md:mr-5 md:ml-7">
      {children}
    </FormMessage>
  );
}

/** Says which parts of an older address mean nothing any more. */
export function LostFilters({ lost }: { lost: readonly string[] }) {
  if (lost.length === 0) return null;
  return (
    <BoardNote>
      {lost.length === 1
        ? "A filter of this address no longer exists"
        : "Some filters of this address no longer exist"}
      , so the list is without {lost.length === 1 ? "it" : "them"}:{" "}
      <bdi>{lost.slice(0, 5).join(", ")}</bdi>
    </BoardNote>
  );
}
