import { type Id, isId } from "#lib/ids";

/*
 * Nobody who has not finished a contract yet is buried: while there are both, every fourth person is a newcomer. A page
 * continues both lists where the one before it ended.
 */

const NEWCOMER_EVERY = 4;

type Listed = { readonly userId: Id<"usr">; readonly sortKey: number };
type Place = { readonly key: number; readonly id: Id<"usr"> };
export type MixCursor = { readonly proven: Place | null; readonly newcomer: Place | null };

export type Mixed<Row> = {
  readonly rows: readonly Row[];
  /** The last one of each list that this page used. */
  readonly proven: Row | undefined;
  readonly newcomer: Row | undefined;
  readonly isLast: boolean;
};

/** The first `limit` people of both lists, each in its own order. */
export function mix<Row extends Listed>(
  proven: readonly Row[],
  newcomers: readonly Row[],
  limit: number,
): Mixed<Row> {
  const rows: Row[] = [];
  let fromProven = 0;
  let fromNewcomers = 0;
  while (rows.length < limit) {
    const isTurn = rows.length % NEWCOMER_EVERY === NEWCOMER_EVERY - 1;
    const nextProven = proven[fromProven];
    const nextNewcomer = newcomers[fromNewcomers];
    const row = isTurn ? (nextNewcomer ?? nextProven) : (nextProven ?? nextNewcomer);
    if (row === undefined) break;
    if (row === nextNewcomer) fromNewcomers += 1;
    else fromProven += 1;
    rows.push(row);
  }
  return {
    rows,
    proven: proven[fromProven - 1],
    newcomer: newcomers[fromNewcomers - 1],
    isLast: fromProven === proven.length && fromNewcomers === newcomers.length,
  };
}

const PLACE = "(-?\\d{1,10})~(usr_[0-9a-z]{26})|-";
const CURSOR = new RegExp(`^(?:${PLACE})\\.(?:${PLACE})$`);

/** A made-up cursor counts as none: both lists begin at their start. */
export function readMixCursor(text: string | undefined): MixCursor {
  const [, key, id, newKey, newId] = CURSOR.exec(text ?? "") ?? [];
  return { proven: placeOf(key, id), newcomer: placeOf(newKey, newId) };
}

/** Where the page after this one continues; a list of which it used nothing stays where it was. */
export function writeMixCursor(mixed: Mixed<Listed>, before: MixCursor): string {
  const parts = [
    [mixed.proven, before.proven],
    [mixed.newcomer, before.newcomer],
  ] as const;
  return parts
    .map(([used, place]) => (used ? { key: used.sortKey, id: used.userId } : place))
    .map((place) => (place ? `${place.key}~${place.id}` : "-"))
    .join(".");
}

function placeOf(key: string | undefined, id: string | undefined): Place | null {
  return isId("usr", id) ? { key: Number(key), id } : null;
}
