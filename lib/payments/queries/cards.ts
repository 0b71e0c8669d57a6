import { currentProvider } from "../find-provider.ts";
import { SANDBOX_CARDS } from "../providers/sandbox-rules.ts";
import type { CardChoice } from "../schema.ts";

/** The cards that a form offers: those of the sandbox bank, where it is the provider. */
export function listCards(): readonly CardChoice[] {
  return currentProvider().isSandbox ? SANDBOX_CARDS : [];
}
