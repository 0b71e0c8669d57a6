import type { Root } from "mdast";
import { z } from "zod";
import { endOfDay } from "#lib/day";
import { DEFAULT_HOUSE, type HousePage } from "#lib/house";
import { lineInput, optionalText, seenInput, wholeNumberInput } from "#lib/input";
import { parseAmount } from "#lib/read-number";
import { readWholeNumber } from "#lib/read-whole-number";
import { cleanLine, countCharacters, isVisible } from "#lib/text";
import {
  BANNER_MAX,
  BANNER_TONES,
  CATEGORIES_MAX,
  CATEGORY_LABEL_MAX,
  colourProblem,
  gatherCategories,
  NAME_MAX,
  PAGE_TEXT_MAX,
  type SettingSection,
  SKILL_MAX,
  SKILLS_MAX,
  WINDOW_DAYS_MAX,
  WINDOW_DAYS_MIN,
  WINDOWS_MAX,
  WORDMARK_BYTES_MAX,
  WORDMARK_TYPES,
} from "./policy.ts";

/** In minor units. */
const FEE_MINIMUM_MAX = 99_999_999_999;

/** A colour as "#rrggbb"; null, or left empty: the one that WorkHub comes with. */
const accentInput = z
  .string()
  .nullish()
  .transform((text, context): string | null => {
    const colour = (text ?? "").trim().toLowerCase();
    const problem = colour === "" ? null : colourProblem(colour);
    if (problem) context.addIssue({ code: "custom", message: problem });
    return colour === "" ? null : colour;
  });

/** A day such as 2026-05-14; null when left empty. */
const dayInput = z
  .string()
  .nullish()
  .transform((text, context): string | null => {
    if (!text) return null;
    if (endOfDay(text)) return text;
    context.addIssue({ code: "custom", message: "Choose a day that exists." });
    return z.NEVER;
  });

const category = z.object({
  value: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "That is not a valid reference."),
  label: lineInput({ min: 1, max: CATEGORY_LABEL_MAX, missing: "Give the category a name." }),
  isHidden: z.boolean(),
});

/** In the order in which forms and filters list them. */
const categoriesInput = z
  .array(category)
  .max(CATEGORIES_MAX, `Keep at most ${CATEGORIES_MAX} categories.`)
  .superRefine((categories, context) => {
    const labels = categories.map(({ label }) => label.toLowerCase());
    for (const [index, label] of labels.entries()) {
      if (labels.indexOf(label) === index) continue;
      const message = "Another category has this name.";
      context.addIssue({ code: "custom", path: [index, "label"], message });
    }
    if (categories.every(({ isHidden }) => isHidden)) {
      context.addIssue({ code: "custom", path: [], message: "Offer at least one category." });
    }
  });

/** One in a line, or a list already: in the order of the operator, each once whatever its case. */
const skillNamesInput = z
  .union([z.string(), z.array(z.string())])
  .default("")
  .transform((given, context): string[] => {
    const lines = typeof given === "string" ? given.split(/[\n,;]/) : given;
    const names = lines.map((line) => cleanLine(line).replace(/\s+/g, " ")).filter(isVisible);
    const known = new Map(names.toReversed().map((name) => [name.toLowerCase(), name]));
    const skills = [...known.values()].toReversed();
    const long = skills.find((name) => countCharacters(name) > SKILL_MAX);
    if (long)
      context.addIssue({
        code: "custom",
        message: `“${long}” is longer than ${SKILL_MAX} characters.`,
      });
    if (skills.length > SKILLS_MAX)
      context.addIssue({ code: "custom", message: `Offer at most ${SKILLS_MAX} skills.` });
    return skills;
  });

/** A picture that stands for the name, as it is kept: WebP in Base64, left out where only its address is needed. */
const wordmark = z.object({
  picture: z
    .object({
      /** Of its bytes, SHA-256 in hexadecimal: its address. */
      hash: z.string(),
      width: z.number(),
      height: z.number(),
      webp: z.string().default(""),
    })
    .nullable(),
});

const windowsMessage = `Enter whole numbers of days from ${WINDOW_DAYS_MIN} to ${WINDOW_DAYS_MAX}, such as 3, 7, 14.`;

/** Days, as text with commas or as numbers already: in order, each once. */
const windowsInput = z
  .union([z.string(), z.array(z.number())], windowsMessage)
  .transform((given, context): number[] => {
    const parts = typeof given === "string" ? given.split(",").map((part) => part.trim()) : given;
    const days = parts.filter((part) => part !== "").map((part) => readWholeNumber(part));
    const known = days.filter(
      (day) => day !== null && day >= WINDOW_DAYS_MIN && day <= WINDOW_DAYS_MAX,
    );
    if (days.length > 0 && known.length === days.length && days.length <= WINDOWS_MAX)
      return [...new Set(known.map(Number))].sort((a, b) => a - b);
    const message = days.length > WINDOWS_MAX ? `Offer at most ${WINDOWS_MAX}.` : windowsMessage;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });

/** A percentage as people type it, or hundredths of a percent already; null when left empty. */
const percentInput = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((given, context): number | null => {
    if (given === null || given === undefined || given === "") return null;
    if (typeof given === "number") return given;
    const text = given.trim().replace(/\s*%$/, "");
    if (/^\d{1,2}(?:[.,]\d{1,2})?$/.test(text))
      return Math.round(Number(text.replace(",", ".")) * 100);
    context.addIssue({ code: "custom", message: "Enter a percentage such as 7.5, below 100." });
    return z.NEVER;
  });

/** An amount as people type it, or minor units already; null when left empty. */
const feeMinimumInput = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((given, context): number | null => {
    if (given === null || given === undefined || given === "") return null;
    const amount = typeof given === "number" ? given : Number(given) === 0 ? 0 : parseAmount(given);
    if (amount !== null && amount <= FEE_MINIMUM_MAX) return amount;
    context.addIssue({ code: "custom", message: "Enter an amount such as 2.00." });
    return z.NEVER;
  });

function limitInput(max: number) {
  return z
    .union([z.string(), z.number()])
    .nullish()
    .transform((given, context): number | null => {
      if (given === null || given === undefined || given === "") return null;
      const number = readWholeNumber(given);
      if (number !== null && number >= 1 && number <= max) return number;
      context.addIssue({ code: "custom", message: `Enter a whole number from 1 to ${max}.` });
      return z.NEVER;
    });
}

const pageFields = {
  /** Markdown; empty: there is no such page. */
  text: optionalText(PAGE_TEXT_MAX),
  /** Whether everybody is asked to agree to this version; only of the terms. */
  asksAgain: z
    .union([z.boolean(), z.literal("on")])
    .default(false)
    .transform((value) => value !== false),
};

/** What each section holds, by its fields. */
const FIELDS = {
  look: {
    name: lineInput({ min: 1, max: NAME_MAX, missing: "Enter a name." }),
    accent: accentInput,
  },
  banner: {
    text: optionalText(BANNER_MAX),
    tone: z.enum(BANNER_TONES, "Choose how it is meant."),
    from: dayInput,
    until: dayInput,
  },
  categories: { categories: categoriesInput },
  /** Names of skills, in the order in which forms suggest them. */
  skills: { skills: skillNamesInput },
  windows: {
    offered: windowsInput,
    usual: wholeNumberInput({
      min: WINDOW_DAYS_MIN,
      max: WINDOW_DAYS_MAX,
      message: windowsMessage,
    }),
  },
  fee: { feeBasisPoints: percentInput, feeMinimumCents: feeMinimumInput },
  limits: {
    liveProposals: limitInput(9_999),
    personFactor: limitInput(9_999),
    addressFactor: limitInput(9_999),
    personStorageMb: limitInput(9_999_999),
    contractStorageMb: limitInput(9_999_999),
  },
  terms: pageFields,
  privacy: pageFields,
  imprint: pageFields,
} as const;

const look = z.object(FIELDS.look);
const banner = z.object(FIELDS.banner);
const categories = z.object(FIELDS.categories);
const skills = z.object(FIELDS.skills);
const windows = z.object(FIELDS.windows);
const fee = z.object(FIELDS.fee);
const limits = z.object(FIELDS.limits);
const page = z.object(pageFields);

export const SECTION_VALUES = {
  look,
  wordmark,
  banner,
  categories,
  skills,
  windows,
  fee,
  limits,
  terms: page,
  privacy: page,
  imprint: page,
} as const satisfies Record<SettingSection, z.ZodType>;
export type SettingValues = { [S in SettingSection]: z.output<(typeof SECTION_VALUES)[S]> };

/** What holds where the operator has not changed anything. */
export const DEFAULT_VALUES: SettingValues = {
  look: { name: DEFAULT_HOUSE.name, accent: null },
  wordmark: { picture: null },
  banner: { text: "", tone: "note", from: null, until: null },
  categories: { categories: [...DEFAULT_HOUSE.categories] },
  skills: { skills: [] },
  windows: { offered: [...DEFAULT_HOUSE.reviewWindows], usual: DEFAULT_HOUSE.usualReviewWindow },
  fee: { feeBasisPoints: null, feeMinimumCents: null },
  limits: {
    liveProposals: null,
    personFactor: null,
    addressFactor: null,
    personStorageMb: null,
    contractStorageMb: null,
  },
  terms: { text: "", asksAgain: false },
  privacy: { text: "", asksAgain: false },
  imprint: { text: "", asksAgain: false },
};

const change = <S extends SettingSection>(section: S) =>
  ({ section: z.literal(section), seen: seenInput }) as const;

/** One section as its form sends it; `seen` is the version that the form began with, 0 before the first change. */
const changeInput = z
  .discriminatedUnion("section", [
    z.object({ ...change("look"), ...FIELDS.look }),
    z.object({ ...change("banner"), ...FIELDS.banner }),
    z.object({ ...change("categories"), ...FIELDS.categories }),
    z.object({ ...change("skills"), ...FIELDS.skills }),
    z.object({ ...change("windows"), ...FIELDS.windows }),
    z.object({ ...change("fee"), ...FIELDS.fee }),
    z.object({ ...change("limits"), ...FIELDS.limits }),
    z.object({ ...change("terms"), ...FIELDS.terms }),
    z.object({ ...change("privacy"), ...FIELDS.privacy }),
    z.object({ ...change("imprint"), ...FIELDS.imprint }),
  ])
  .superRefine((input, context) => {
    if (input.section === "windows" && !input.offered.includes(input.usual)) {
      const message = "Choose one of those that are offered.";
      context.addIssue({ code: "custom", path: ["usual"], message });
    }
    if (input.section !== "banner") return;
    if (input.from === null || input.until === null || input.from <= input.until) return;
    const message = "The last day is before the first one.";
    context.addIssue({ code: "custom", path: ["until"], message });
  });
/** What a form sends where nothing was chosen is an empty file. */
const wordmarkFile = z
  .file()
  .refine(
    ({ type, size }) =>
      size === 0 || (size <= WORDMARK_BYTES_MAX && WORDMARK_TYPES.some((each) => each === type)),
    "Choose a PNG, WebP or JPEG of at most 512 KB.",
  );

/** A picture for the name, or none any more; `seen` is the version that the form began with. */
export const changeWordmarkInput = z
  .object({
    seen: seenInput,
    picture: wordmarkFile.or(z.literal("")).optional(),
    remove: z.literal("on").optional(),
  })
  .refine(({ picture, remove }) => (picture && picture.size > 0) || remove, {
    path: ["picture"],
    message: "Choose a picture.",
  });
export type ChangeWordmarkInput = z.input<typeof changeWordmarkInput>;

export const changeSettingInput = z.preprocess(gatherCategories, changeInput);
export type ChangeSettingInput = z.input<typeof changeInput>;

/** A section as its page shows it: what holds now, and who changed it last. */
export type SectionView<S extends SettingSection = SettingSection> = {
  readonly section: S;
  readonly version: number;
  readonly value: SettingValues[S];
  readonly changed: { readonly by: string; readonly at: Date } | null;
};

export type SettingsView = { readonly [S in SettingSection]: SectionView<S> };

/** A version of one of the pages of the house, for everybody. */
export type HousePageView = {
  readonly page: HousePage;
  readonly version: number;
  readonly isNewest: boolean;
  readonly changedAt: Date;
  /** What its text consists of. */
  readonly root: Root;
  /** Every version there is, the newest first. */
  readonly versions: readonly { readonly version: number; readonly changedAt: Date }[];
};

export const agreeToTermsInput = z.object({ version: seenInput });
export type AgreeToTermsInput = z.input<typeof agreeToTermsInput>;
