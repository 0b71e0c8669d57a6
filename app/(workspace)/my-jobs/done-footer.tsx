import { LoadMore } from "#components/ui/load-more";

const SHOWN_AT_FIRST = 10;
const SHOWN_AT_MOST = 200;

/** How many finished contracts the list asks for. */
export function finishedLimit(isAll: boolean): number {
  return isAll ? SHOWN_AT_MOST : SHOWN_AT_FIRST;
}

/** The way to the rest of the finished contracts, while there is one. */
export function DoneFooter({ shown, total }: { shown: number; total: number }) {
  if (shown >= total || shown >= SHOWN_AT_MOST) return null;
  return <LoadMore href="/my-jobs?done=all" shown={shown} total={total} noun="finished jobs" />;
}
