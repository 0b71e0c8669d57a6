import type { House } from "./house.ts";
import { DEFAULT_HOUSE } from "./house.ts";

/** What this process has last read of the operator's settings. Written by lib/settings/read-settings.ts alone. */
export type Chosen = {
  /** How many changes there were: a later reading has more. */
  readonly changes: number;
  readonly house: House;
  readonly look: { readonly version: number; readonly accent: string | null };
  readonly banner: {
    readonly version: number;
    readonly text: string;
    readonly tone: "note" | "warning";
    readonly from: string | null;
    readonly until: string | null;
  };
};

const AS_IT_COMES: Chosen = {
  changes: 0,
  house: DEFAULT_HOUSE,
  look: { version: 0, accent: null },
  banner: { version: 0, text: "", tone: "note", from: null, until: null },
};

declare global {
  var workhubChosen: Chosen | undefined;
}

/** On the server only; the part that browsers know too is `house()`. */
export function chosen(): Chosen {
  return globalThis.workhubChosen ?? AS_IT_COMES;
}

/** Replaces it, unless something newer is known already; null: nothing was read, as before the first time. */
export function noteChosen(next: Chosen | null): void {
  if (next && next.changes < chosen().changes) return;
  globalThis.workhubChosen = next ?? undefined;
  globalThis.workhubHouse = next?.house;
}
