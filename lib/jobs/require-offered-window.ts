import { DomainError } from "#lib/errors";
import { house } from "#lib/house";

/** Throws window_gone for a time to review that is not offered (any more). */
export function requireOfferedWindow(days: number): void {
  if (house().reviewWindows.includes(days)) return;
  const offered = new Intl.ListFormat("en", { type: "disjunction" }).format(
    house().reviewWindows.map(String),
  );
  throw new DomainError("window_gone", { field: "reviewWindowDays", offered });
}
