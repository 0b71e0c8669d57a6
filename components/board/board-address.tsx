import type { Route } from "next";
import type { BoardPlace } from "./board-kind.tsx";

/** A board's address with the filters that `query` holds, and what is opened beside its list. */
export function withQuery(
  { path, param }: Pick<BoardPlace, "path" | "param">,
  query: string,
  { opened, after }: { opened?: string; after?: string } = {},
): Route {
  const params = new URLSearchParams(query);
  if (after) params.set("after", after);
  if (opened) params.set(param, opened);
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}
