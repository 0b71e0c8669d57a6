import { createHmac } from "node:crypto";
import type { Id, IdPrefix } from "#lib/ids";
import { authSecret } from "./token.ts";

/** Always the same id for the same text, so that what is done again finds what was made before. */
export function keyedId<P extends IdPrefix>(prefix: P, text: string): Id<P> {
  const hash = createHmac("sha256", authSecret()).update(text).digest("hex");
  return `${prefix}_${BigInt(`0x${hash}`).toString(36).padStart(26, "0").slice(-26)}`;
}
