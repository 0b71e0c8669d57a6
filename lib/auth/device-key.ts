import { createHmac } from "node:crypto";
import type { Id } from "#lib/ids";
import { authSecret } from "./token.ts";

/**
 * The key that seals what a person has not sent yet in their browsers (32 bytes, in hex). Only pages made for that
 * person carry it, so nobody else who uses the same browser can read what was left there.
 */
export function deviceKeyOf(userId: Id<"usr">): string {
  return createHmac("sha256", authSecret()).update(`kept on devices ${userId}`).digest("hex");
}
