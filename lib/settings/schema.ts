import { z } from "zod";
import { endOfDay } from "#lib/day";
import { DEFAULT_HOUSE } from "#lib/house";
import { lineInput, optionalText, seenInput } from "#lib/input";
import {
  BANNER_MAX,
  BANNER_TONES,
  colourProblem,
  NAME_MAX,
  type SettingSection,
} from "./policy.ts";

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
} as const;

const look = z.object(FIELDS.look);
const banner = z.object(FIELDS.banner);

export const SECTION_VALUES = { look, banner } as const satisfies Record<SettingSection, z.ZodType>;
export type SettingValues = { [S in SettingSection]: z.output<(typeof SECTION_VALUES)[S]> };

/** What holds where the operator has not changed anything. */
export const DEFAULT_VALUES: SettingValues = {
  look: { name: DEFAULT_HOUSE.name, accent: null },
  banner: { text: "", tone: "note", from: null, until: null },
};

const change = <S extends SettingSection>(section: S) =>
  ({ section: z.literal(section), seen: seenInput }) as const;

/** One section as its form sends it; `seen` is the version that the form began with, 0 before the first change. */
export const changeSettingInput = z
  .discriminatedUnion("section", [
    z.object({ ...change("look"), ...FIELDS.look }),
    z.object({ ...change("banner"), ...FIELDS.banner }),
  ])
  .superRefine((input, context) => {
    if (input.section !== "banner") return;
    if (input.from === null || input.until === null || input.from <= input.until) return;
    const message = "The last day is before the first one.";
    context.addIssue({ code: "custom", path: ["until"], message });
  });
export type ChangeSettingInput = z.input<typeof changeSettingInput>;

/** A section as its page shows it: what holds now, and who changed it last. */
export type SectionView<S extends SettingSection = SettingSection> = {
  readonly section: S;
  readonly version: number;
  readonly value: SettingValues[S];
  readonly changed: { readonly by: string; readonly at: Date } | null;
};

export type SettingsView = { readonly [S in SettingSection]: SectionView<S> };
