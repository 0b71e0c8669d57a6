import { DomainError } from "#lib/errors";
import { currentProvider } from "../find-provider.ts";
import { SANDBOX_NAME } from "../providers/sandbox-rules.ts";

/** The sandbox bank's own pages exist only while no other bank is behind the port: throws `not_found`. */
export function requireSandbox(): void {
  if (currentProvider().name !== SANDBOX_NAME) throw new DomainError("not_found");
}
