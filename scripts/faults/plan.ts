import { BLOWS, type Blow } from "./kill.ts";

export type Fault =
  | { readonly kind: "kill"; readonly number: number; readonly blow: Blow }
  /** The connection to the database is cut in the middle of commits. */
  | { readonly kind: "cut commits" }
  | { readonly kind: "database away" }
  | { readonly kind: "disk full" };

const KILLS_BETWEEN_CUTS = 3;

/** The faults in their order: kills, with cut commits in between; the long ones are in the first and second half. */
export function planFaults(kills: number): Fault[] {
  const awayAfter = Math.ceil(kills / 3);
  const fullAfter = Math.ceil((2 * kills) / 3);
  return Array.from({ length: kills }, (_, index) => index + 1).flatMap((number): Fault[] => [
    { kind: "kill", number, blow: BLOWS[(number - 1) % BLOWS.length] ?? BLOWS[0] },
    ...(number % KILLS_BETWEEN_CUTS === 0 || kills < KILLS_BETWEEN_CUTS
      ? [{ kind: "cut commits" } as const]
      : []),
    ...(number === awayAfter ? [{ kind: "database away" } as const] : []),
    ...(number === fullAfter ? [{ kind: "disk full" } as const] : []),
  ]);
}
