import { currentProvider } from "../find-provider.ts";
import type { CardChoice } from "../schema.ts";

/** The ways to pay in that a form offers. */
export function listCards(): readonly CardChoice[] {
  return currentProvider().cards;
}
