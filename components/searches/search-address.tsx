import { withQuery } from "#components/board/board-address";
import type { Board } from "#lib/searches/policy";

/** The address of a saved search: its board's own, with its filters and without its name. */
export function searchAddress(board: Board, query: string) {
  return withQuery({ path: `/${board}`, param: board === "jobs" ? "job" : "person" }, query);
}
