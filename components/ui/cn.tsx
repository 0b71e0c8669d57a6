import { type ClassValue, clsx } from "clsx";

/** Joins class names. A `className` given to a component is for layout (margin, width), not for restyling it. */
export function cn(...values: ClassValue[]): string {
  return clsx(values);
}
