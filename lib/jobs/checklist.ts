/** How many items a checklist may have, and how long one may be, in characters. */
export const MAX_CHECKS = 20;
export const CHECK_MAX = 200;

/** As the form that posts a job shows it: an item a line. */
export function checklistText(checklist: readonly string[]): string {
  return checklist.join("\n");
}
