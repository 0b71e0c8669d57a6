import type { Route } from "next";
import { readShown } from "#lib/paging";
import type { BoardPlace } from "./board-kind.tsx";

/** Which part of a list an address means. */
export type ListPart = {
  /** The cursor after which it begins; the whole list has none. */
  readonly after?: string | undefined;
  /** How many rows of it were loaded; without it, one page. */
  readonly shown?: number | undefined;
};

/** A board's address with the filters that `query` holds, the part of its list, and what is opened beside it. */
export function withQuery(
  { path, param }: Pick<BoardPlace, "path" | "param">,
  query: string,
  { opened, after, shown }: ListPart & { readonly opened?: string } = {},
): Route {
  const params = new URLSearchParams(query);
  if (after) params.set("after", after);
  if (shown) params.set("shown", String(shown));
  if (opened) params.set(param, opened);
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

/** The part of the list that an address means. */
export function partOf(params: Pick<URLSearchParams, "get">): ListPart {
  return { after: params.get("after") ?? undefined, shown: readShown(params.get("shown")) };
}
