import { randomBytes } from "node:crypto";

/** A password that nobody knows until it is shown. */
export function makePassword(): string {
  return randomBytes(16).toString("base64url");
}
