import { type CategoryChoice, DEFAULT_HOUSE, house } from "#lib/house";

/** The name by which a job keeps its category; whoever runs the house may call it differently at any time. */
export type Category = string;

/** The categories that WorkHub comes with: the demo's. */
export const DEFAULT_CATEGORIES: readonly Category[] = DEFAULT_HOUSE.categories.map(
  ({ value }) => value,
);

/** What jobs are sorted under now, and `also` these, which are no longer offered but chosen already. */
export function offeredCategories(also: readonly Category[] = []): readonly CategoryChoice[] {
  return house().categories.filter(({ value, isHidden }) => !isHidden || also.includes(value));
}

/** Every category that there is or was. */
export function knownCategories(): readonly Category[] {
  return house().categories.map(({ value }) => value);
}

export function isOffered(category: Category): boolean {
  return offeredCategories().some(({ value }) => value === category);
}

export function categoryLabel(category: Category): string {
  return house().categories.find(({ value }) => value === category)?.label ?? category;
}
