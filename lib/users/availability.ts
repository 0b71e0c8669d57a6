/** How much work a freelancer can take on. */
export const AVAILABILITIES = [
  { value: "available", label: "Available now" },
  { value: "limited", label: "A few hours a week" },
  { value: "unavailable", label: "Not available right now" },
] as const;
export type Availability = (typeof AVAILABILITIES)[number]["value"];

export const AVAILABILITY_VALUES = AVAILABILITIES.map((availability) => availability.value);

export function availabilityLabel(availability: Availability): string {
  return AVAILABILITIES.find(({ value }) => value === availability)?.label ?? "";
}
