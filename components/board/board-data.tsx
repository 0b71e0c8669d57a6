import { FreshCache } from "#lib/fresh-cache";
import { withQuery } from "./board-address.tsx";
import type { BoardPlace, Rows } from "./board-kind.tsx";

const FRESH_MS = 30_000;

/** What was opened on this board. Null: it does not exist, or no longer does. */
export type OpenedCache<Opened extends object> = FreshCache<Opened | null>;

export function openedCache<Opened extends object>(place: BoardPlace): OpenedCache<Opened> {
  return new FreshCache((id) => fetchOpened<Opened>(place, id), FRESH_MS);
}

async function fetchOpened<Opened extends object>(
  { path }: BoardPlace,
  id: string,
): Promise<Opened | null> {
  const response = await fetch(`/api${path}/${encodeURIComponent(id)}`);
  if (response.status === 404) return null;
  return readJson<Opened>(response);
}

/** The page of the list that begins after the cursor. */
export async function fetchRows<Row>(
  place: BoardPlace,
  query: string,
  { after, limit }: { readonly after: string; readonly limit?: number | undefined },
): Promise<Rows<Row>> {
  const size = limit === undefined ? "" : `&limit=${limit}`;
  const response = await fetch(`/api${withQuery(place, query, { after })}${size}`);
  return readJson<Rows<Row>>(response);
}

/** Guarantee: our own route handler of the same build answers with this view, with times as text. */
async function readJson<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return (await response.json()) as T;
}
