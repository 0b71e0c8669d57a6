/*
 * The operator's settings: what there is, and when a colour can be read. Pure: the settings page shows the same as the
 * server decides.
 */

export const SECTION_LABELS = {
  look: "Name and colour",
  wordmark: "Wordmark",
  banner: "Announcement",
  categories: "Categories",
  skills: "Skills",
  windows: "Time to review",
  fee: "Fee",
  limits: "Limits",
  terms: "Terms",
  privacy: "Privacy",
  imprint: "Imprint",
} as const;
export type SettingSection = keyof typeof SECTION_LABELS;

/** A picture of the house's name: how large its file may be, and how large it is kept, in pixels of a sharp screen. */
export const WORDMARK_BYTES_MAX = 512 * 1024;
export const WORDMARK_HEIGHT = 84;
export const WORDMARK_WIDTH_MAX = 600;
export const WORDMARK_TYPES = ["image/png", "image/webp", "image/jpeg"] as const;

export const CATEGORIES_MAX = 40;
export const CATEGORY_LABEL_MAX = 40;

/** How many skills are offered, and how long one may be: as long as in a profile. */
export const SKILLS_MAX = 300;
export const SKILL_MAX = 40;

export type CategoryField = "value" | "label" | "isShown";

/** The name of a field of the category at `index`: "categories.0.label". Errors name it too. */
export function categoryField(index: number, field: CategoryField): string {
  return `categories.${index}.${field}`;
}

const CATEGORY_FIELD = /^categories\.(\d{1,2})\.(value|label|isShown)$/;

/** A form's flat fields ("categories.0.label") as a list, in their order; an empty last row adds nothing. */
export function gatherCategories(input: unknown): unknown {
  if (!(input instanceof Object) || "categories" in input) return input;
  const rows: Partial<Record<string, unknown>>[] = [];
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    const [, index, field] = CATEGORY_FIELD.exec(name) ?? [];
    if (index === undefined || field === undefined) rest[name] = value;
    else rows[Number(index)] = { ...rows[Number(index)], [field]: value };
  }
  const given = Array.from(rows, (row) => row ?? {}).filter(
    ({ value, label }) => value || (typeof label === "string" && label.trim() !== ""),
  );
  const taken = given.map(({ value }) => value);
  const categories = given.map(({ value, label, isShown }) => {
    const named = value || freeName(String(label ?? ""), taken);
    taken.push(named);
    return { value: named, label, isHidden: isShown !== "on" };
  });
  return { ...rest, categories };
}

/** The lasting name of a new category: "Data & analysis" becomes "data-analysis". */
function freeName(label: string, taken: readonly unknown[]): string {
  const plain = label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  const base = plain || "category";
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}-${number}`;
    if (!taken.includes(name)) return name;
  }
}

/** For how many days a client may look at submitted work: each that is offered, and how many choices. */
export const WINDOW_DAYS_MIN = 2;
export const WINDOW_DAYS_MAX = 30;
export const WINDOWS_MAX = 6;

export const PAGE_TEXT_MAX = 50_000;

export const NAME_MAX = 40;
export const BANNER_MAX = 300;

export const BANNER_TONES = ["note", "warning"] as const;
export type BannerTone = (typeof BANNER_TONES)[number];

/** What is said at the top of every page. The days are whole days in UTC, the last one included. */
export type Banner = {
  readonly text: string;
  readonly tone: BannerTone;
  readonly from: string | null;
  readonly until: string | null;
};

/** Whether it is shown on the day of `at`. */
export function isBannerShown({ text, from, until }: Banner, at: Date): boolean {
  const day = at.toISOString().slice(0, 10);
  return text !== "" && (from === null || from <= day) && (until === null || day <= until);
}

/** The lightest and the darkest surface of each theme in app/globals.css on which text in the accent colour stands. */
export const SURFACES = {
  light: ["#ffffff", "#fbfaf7", "#f4f2ec"],
  dark: ["#1d1d1a", "#161614", "#121210"],
} as const;

/** WCAG 2.2, 1.4.3: of text, and of the words on a button. */
export const LEAST_CONTRAST = 4.5;

/** `light-dark()` pairs for the variables of app/globals.css. */
export type Palette = {
  readonly accent: Pair;
  readonly strong: Pair;
  readonly ink: Pair;
  readonly wash: Pair;
};
type Pair = { readonly light: string; readonly dark: string };

type Rgb = readonly [red: number, green: number, blue: number];

/** True for "#1a2b3c". */
export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/** The contrast ratio of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const [red, green, blue] = toRgb(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/**
 * All colours of actions from the one that the operator chose. It is used as it is where the page is light. Where the
 * page is dark the same hue is made lighter until it can be read.
 */
export function paletteOf(chosen: string): Palette {
  const light = chosen.toLowerCase();
  const dark = lightened(light);
  return {
    accent: { light, dark },
    strong: { light: mix(light, "#000000", 0.28), dark: mix(dark, "#ffffff", 0.32) },
    ink: { light: "#ffffff", dark: mix(dark, "#000000", 0.86) },
    wash: { light: washOf(light, "light"), dark: washOf(dark, "dark") },
  };
}

function washOf(accent: string, theme: "light" | "dark"): string {
  return theme === "light" ? mix("#ffffff", accent, 0.08) : mix("#161614", accent, 0.11);
}

/** The weakest contrast that text in this colour, or words on a button of it, would have where the page is light. */
export function weakestContrast(colour: string): number {
  const light = colour.toLowerCase();
  const behind = [...SURFACES.light, washOf(light, "light")];
  return Math.min(...behind.map((surface) => contrast(light, surface)));
}

/** The same hue, made darker only as far as it must be to be read; null when it can be read as it is. */
export function readableInstead(colour: string): string | null {
  if (weakestContrast(colour) >= LEAST_CONTRAST) return null;
  for (let share = 0.02; share < 1; share += 0.02) {
    const darker = mix(colour.toLowerCase(), "#000000", share);
    if (weakestContrast(darker) >= LEAST_CONTRAST) return darker;
  }
  return "#000000";
}

/** Why a colour cannot be the accent; null when it can. */
export function colourProblem(colour: string): string | null {
  if (!isColour(colour)) return "Enter a colour such as #2b3d9b.";
  const instead = readableInstead(colour);
  if (instead === null) return null;
  const weakest = Math.floor(weakestContrast(colour) * 10) / 10;
  return `Text in this colour would be hard to read: its contrast is ${weakest.toFixed(1)} to 1, and ${LEAST_CONTRAST} to 1 is the least (WCAG 2.2). ${instead} is close to it and can be read.`;
}

/** As light as it has to be for text on every dark surface and its own wash, in the same hue and as strong. */
function lightened(colour: string): string {
  for (let added = 0; added < 1; added += 0.02) {
    const lighter = withLightness(colour, added);
    const behind = [...SURFACES.dark, washOf(lighter, "dark")];
    if (behind.every((surface) => contrast(lighter, surface) >= 6)) return lighter;
  }
  return "#ffffff";
}

/** The colour with `added` lightness (that of HSL, from 0 to 1). */
function withLightness(colour: string, added: number): string {
  const parts = toRgb(colour).map((part) => part / 255);
  const [most, least] = [Math.max(...parts), Math.min(...parts)];
  const lightness = (most + least) / 2;
  const next = Math.min(1, lightness + added);
  const room = (value: number) => 1 - Math.abs(2 * value - 1);
  const scale = room(lightness) === 0 ? 0 : room(next) / room(lightness);
  return toHex(
    parts.map((part) => Math.min(1, Math.max(0, next + (part - lightness) * scale)) * 255),
  );
}

/** `share` of `other` in `colour`, from 0 to 1. */
function mix(colour: string, other: string, share: number): string {
  const [a, b] = [toRgb(colour), toRgb(other)];
  return toHex([0, 1, 2].map((at) => (a[at] ?? 0) * (1 - share) + (b[at] ?? 0) * share));
}

function toRgb(colour: string): Rgb {
  const number = Number.parseInt(colour.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}

function toHex(parts: readonly number[]): string {
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}
