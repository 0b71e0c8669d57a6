import { encodeTime, monotonicFactory } from "ulid";
import type { Id, IdPrefix } from "./ids.ts";

/** Random bytes, fetched many at once: one at a time, an id would ask the system sixteen times. */
const bytes = new Uint8Array(1024);
let next = bytes.length;

/** A random number from 0 to below 1, in steps of 1/256: a character of an id takes five bits of it. */
function random(): number {
  if (next === bytes.length) {
    crypto.getRandomValues(bytes);
    next = 0;
  }
  const byte = bytes[next] ?? 0;
  next += 1;
  return byte / 256;
}

/** Ids made by this process within one millisecond still sort in the order they were made. */
const ulid = monotonicFactory(random);

/** A new id. Ids made later sort later, so they stay close together in an index. */
export function newId<P extends IdPrefix>(prefix: P): Id<P> {
  return `${prefix}_${ulid().toLowerCase()}`;
}

/** Sorts after every id made before this moment, and before every later one. */
export function idAt<P extends IdPrefix>(prefix: P, moment: Date): Id<P> {
  return `${prefix}_${encodeTime(moment.getTime()).toLowerCase()}`;
}
