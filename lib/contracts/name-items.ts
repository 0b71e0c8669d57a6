import { DomainError } from "#lib/errors";
import { requireVersion } from "./internal/require-plan.ts";
import type { LockedContract } from "./lock-contract.ts";

/**
 * The items at these places of the milestone's checklist. A place means what it meant on the screen, so the version that
 * was seen comes along when any is named. Throws plan_outdated when both have agreed on something else meanwhile, and
 * invalid_input for a place that the checklist does not have.
 */
export function nameItems(
  locked: LockedContract,
  places: readonly number[],
  seenVersion: number,
): string[] {
  if (places.length > 0) requireVersion(locked, seenVersion);
  return places.map((place) => {
    const item = locked.milestone.checklist[place];
    if (item === undefined) throw new DomainError("invalid_input");
    return item;
  });
}
