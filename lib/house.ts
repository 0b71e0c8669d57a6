/** A kind of work that jobs are sorted under. What jobs already have stays readable when it is no longer offered. */
export type CategoryChoice = {
  readonly value: string;
  readonly label: string;
  readonly isHidden: boolean;
};

/** What the operator has chosen and every reader sees: the same on the server and in the browser. */
export type House = {
  readonly name: string;
  /** The picture that stands for the name: its address, and its size in pixels of a sharp screen. */
  readonly wordmark: {
    readonly hash: string;
    readonly width: number;
    readonly height: number;
  } | null;
  readonly categories: readonly CategoryChoice[];
  /** For how many days a client may look at submitted work: what is offered, in order, and what is chosen at first. */
  readonly reviewWindows: readonly number[];
  readonly usualReviewWindow: number;
  /** The pages of the house that have a text. */
  readonly pages: readonly HousePage[];
};

export const HOUSE_PAGES = ["terms", "privacy", "imprint"] as const;
export type HousePage = (typeof HOUSE_PAGES)[number];
export const HOUSE_PAGE_LABELS: Readonly<Record<HousePage, string>> = {
  terms: "Terms",
  privacy: "Privacy",
  imprint: "Imprint",
};

export const DEFAULT_HOUSE: House = {
  name: "WorkHub",
  wordmark: null,
  categories: [
    { value: "web-development", label: "Web development", isHidden: false },
    { value: "mobile-apps", label: "Mobile apps", isHidden: false },
    { value: "design", label: "Design", isHidden: false },
    { value: "writing", label: "Writing", isHidden: false },
    { value: "translation", label: "Translation", isHidden: false },
    { value: "marketing", label: "Marketing", isHidden: false },
    { value: "data", label: "Data and analysis", isHidden: false },
    { value: "video-audio", label: "Video and audio", isHidden: false },
    { value: "operations", label: "Operations and admin", isHidden: false },
    { value: "engineering", label: "Engineering and CAD", isHidden: false },
  ],
  reviewWindows: [3, 7, 14],
  usualReviewWindow: 7,
  pages: [],
};

declare global {
  var workhubHouse: House | undefined;
}

/**
 * The house as it is now. On the server it is what this process has last read of the operator's settings, and follows
 * them (lib/settings/follow-settings.ts); in a browser it is what its page was made with.
 *
 * @throws while the framework makes the parts of pages that are the same for everybody: what the operator may change
 * must not be part of a build.
 */
export function house(): House {
  if (typeof process !== "undefined" && process.env.NEXT_PHASE === "phase-production-build") {
    throw new Error("The operator's settings cannot be part of the build: ask for them later");
  }
  return globalThis.workhubHouse ?? DEFAULT_HOUSE;
}

/** What this house is called. */
export function houseName(): string {
  return house().name;
}

/** What a page carries for its scripts: only what differs from how WorkHub comes. Undefined when nothing does. */
export function houseForPage(): string | undefined {
  const now = house();
  const changed = Object.entries(now).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(defaultOf(name)),
  );
  return changed.length > 0 ? JSON.stringify(Object.fromEntries(changed)) : undefined;
}

function defaultOf(name: string): unknown {
  return Object.entries(DEFAULT_HOUSE).find(([known]) => known === name)?.[1];
}

/** In a browser: what its page carries. Guarantee: only `houseForPage` has written it, in the same build. */
export function showHouse(carried: string | undefined): void {
  const changed = carried === undefined ? {} : (JSON.parse(carried) as Partial<House>);
  globalThis.workhubHouse = { ...DEFAULT_HOUSE, ...changed };
}
