import { encodeTime, monotonicFactory } from "ulid";
import type { Id, IdPrefix } from "./ids.ts";

/** Ids made by this process within one millisecond still sort in the order they were made. */
const ulid = monotonicFactory();

/** A new id. Ids made later sort later, so they stay close together in an index. */
export function newId<P extends IdPrefix>(prefix: P): Id<P> {
  return `${prefix}_${ulid().toLowerCase()}`;
}

/** Sorts after every id made before this moment, and before every later one. */
export function idAt<P extends IdPrefix>(prefix: P, moment: Date): Id<P> {
  return `${prefix}_${encodeTime(moment.getTime()).toLowerCase()}`;
}
