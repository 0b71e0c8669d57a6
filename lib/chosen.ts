import { getEnv } from "./env.ts";
import type { House } from "./house.ts";
import { DEFAULT_HOUSE } from "./house.ts";

/** What this process has last read of the operator's settings. Written by lib/settings/read-settings.ts alone. */
export type Chosen = {
  /** How many changes there were: a later reading has more. */
  readonly changes: number;
  readonly house: House;
  readonly look: { readonly version: number; readonly accent: string | null };
  /** The version of the terms that holds, 0 while there are none; and the newest that everybody is asked to agree to. */
  readonly terms: { readonly version: number; readonly askedSince: number };
  /** The skills that forms suggest first, in the operator's spelling and order. */
  readonly skills: readonly string[];
  /** Null wherever the environment decides. */
  readonly fee: { readonly feeBasisPoints: number | null; readonly feeMinimumCents: number | null };
  readonly limits: { readonly [L in keyof OperatorLimits]: number | null };
  readonly banner: {
    readonly version: number;
    readonly text: string;
    readonly tone: "note" | "warning";
    readonly from: string | null;
    readonly until: string | null;
  };
};

/** What one person may have and do. */
export type OperatorLimits = {
  readonly liveProposals: number;
  /** How many times the usual number of jobs, proposals, uploads and the like one person may create. */
  readonly personFactor: number;
  /** How many times the usual number of registrations and sign-ins may come from one address. */
  readonly addressFactor: number;
  readonly personStorageMb: number;
  readonly contractStorageMb: number;
};

const AS_IT_COMES: Chosen = {
  changes: 0,
  house: DEFAULT_HOUSE,
  look: { version: 0, accent: null },
  terms: { version: 0, askedSince: 0 },
  skills: [],
  fee: { feeBasisPoints: null, feeMinimumCents: null },
  limits: {
    liveProposals: null,
    personFactor: null,
    addressFactor: null,
    personStorageMb: null,
    contractStorageMb: null,
  },
  banner: { version: 0, text: "", tone: "note", from: null, until: null },
};

declare global {
  var workhubChosen: Chosen | undefined;
}

/** On the server only; the part that browsers know too is `house()`. */
export function chosen(): Chosen {
  return globalThis.workhubChosen ?? AS_IT_COMES;
}

/** These skills, each that the operator offers in the operator's spelling. On the server only. */
export function inHouseSpelling(skills: readonly string[]): string[] {
  const spelling = new Map(chosen().skills.map((name) => [name.toLowerCase(), name]));
  return skills.map((skill) => spelling.get(skill.toLowerCase()) ?? skill);
}

/** The limits now: as the operator has set them, and otherwise as the environment says. */
export function operatorLimits(): OperatorLimits {
  const { limits } = chosen();
  const fromEnvironment = limitsOfEnvironment();
  return {
    liveProposals: limits.liveProposals ?? fromEnvironment.liveProposals,
    personFactor: limits.personFactor ?? fromEnvironment.personFactor,
    addressFactor: limits.addressFactor ?? fromEnvironment.addressFactor,
    personStorageMb: limits.personStorageMb ?? fromEnvironment.personStorageMb,
    contractStorageMb: limits.contractStorageMb ?? fromEnvironment.contractStorageMb,
  };
}

/** What holds where nothing is set. */
export function limitsOfEnvironment(): OperatorLimits {
  const env = getEnv();
  return {
    liveProposals: env.LIVE_PROPOSALS,
    personFactor: env.PERSON_LIMITS,
    addressFactor: env.ADDRESS_LIMITS,
    personStorageMb: env.PERSON_STORAGE_MB,
    contractStorageMb: env.CONTRACT_STORAGE_MB,
  };
}

/** Replaces it, unless something newer is known already; null: nothing was read, as before the first time. */
export function noteChosen(next: Chosen | null): void {
  if (next && next.changes < chosen().changes) return;
  globalThis.workhubChosen = next ?? undefined;
  globalThis.workhubHouse = next?.house;
}
