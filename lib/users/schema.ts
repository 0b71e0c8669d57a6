import { z } from "zod";
import { type Role, STAFF_ROLES, type StaffRole } from "#lib/auth/actor";
import { emailInput, newPassword } from "#lib/auth/schema";
import type { TaskDefinition } from "#lib/edge/task";
import { type FileView, fileIdsInput } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import {
  amountInput,
  idInput,
  keyInput,
  lineInput,
  optionalLine,
  optionalText,
  seenInput,
} from "#lib/input";
import type { Cents } from "#lib/money";
import { countCharacters, isVisible } from "#lib/text";
import { readTimeZone } from "#lib/time-text";
import { isKnownZone } from "#lib/zones";
import { AVAILABILITY_VALUES } from "./availability.ts";
import { HANDLE_MAX, HANDLE_MIN } from "./handle.ts";
import { knownLanguages, LANGUAGE_CODES, MAX_PROFILE_LANGUAGES } from "./languages.ts";
import { linkInput } from "./link.ts";
import { gatherPortfolio, MAX_PORTFOLIO_FILES, MAX_PORTFOLIO_ITEMS } from "./portfolio-fields.ts";
import { splitSkills } from "./skills.ts";

/** The roles that a person may register as. Nobody can register to keep the house. */
export const REGISTRABLE_ROLES = ["client", "freelancer"] as const;

export const COMPANY_SIZES = [
  { value: "1", label: "Just me" },
  { value: "2-10", label: "2 to 10 people" },
  { value: "11-50", label: "11 to 50 people" },
  { value: "51-250", label: "51 to 250 people" },
  { value: "250+", label: "More than 250 people" },
] as const;
const COMPANY_SIZE_VALUES = COMPANY_SIZES.map((size) => size.value);
export type CompanySize = (typeof COMPANY_SIZES)[number]["value"];

/** The size that `value` names, or null. */
export function toCompanySize(value: string | null): CompanySize | null {
  return COMPANY_SIZE_VALUES.find((size) => size === value) ?? null;
}

export const MAX_PROFILE_SKILLS = 20;
const MAX_SKILL_LENGTH = 40;
const NO_SKILL = "Name at least one skill.";

/** The longest texts, for the forms' counters. */
export const LENGTHS = { name: 80, line: 120, bio: 4000, portfolioText: 600 } as const;

/** Skills as one comma-separated text or as a list: at least one, at most `max`. */
export function skillsInput(max: number) {
  return z
    .union([z.string(), z.array(z.string())], NO_SKILL)
    .transform(splitSkills)
    .pipe(
      z
        .array(
          z.string().refine((skill) => countCharacters(skill) <= MAX_SKILL_LENGTH, {
            error: `Use at most ${MAX_SKILL_LENGTH} characters a skill.`,
          }),
        )
        .min(1, NO_SKILL)
        .max(max, `Name at most ${max} skills.`),
    );
}

const nameInput = lineInput({ min: 1, max: LENGTHS.name, missing: "Enter your name." });

/** A line that may be left empty, and is then null. */
const lineOrNull = optionalLine(LENGTHS.line).transform((text) => text || null);

export const registerPersonInput = z.object({
  role: z.enum(REGISTRABLE_ROLES, "Choose whether you register as a client or as a freelancer."),
  name: nameInput,
  email: emailInput,
  password: newPassword,
  /** Where there are terms: that the person agrees to the version that the page had. */
  agrees: z.literal("on").optional(),
  termsVersion: seenInput.optional(),
});
export type RegisterPersonInput = z.input<typeof registerPersonInput>;

/** What a link in a mail is for. */
export const LINK_PURPOSES = ["reset", "verify", "change", "undo"] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

export const sendLinkTask = {
  name: "users.send-link",
  lane: "letters",
  input: z.object({
    linkId: idInput("lnk"),
    /** Null where the address has no account: nothing is sent, and nobody can tell. */
    userId: idInput("usr").nullable(),
    /**
     * "known" has no link: somebody registered with the address of an account that exists. "appointed" has one for the
     * first password.
     */
    purpose: z.enum(["reset", "verify", "change", "known", "appointed"]),
  }),
} as const satisfies TaskDefinition;
export const sendLinkInput = sendLinkTask.input;
export type SendLinkInput = z.input<typeof sendLinkInput>;

/** A token as it stands in a mail; whatever else is sent as one belongs to no link. */
const tokenInput = z.string().max(200).catch("");

export const askForVerificationInput = z.object({ requestKey: keyInput().optional() });
export type AskForVerificationInput = z.input<typeof askForVerificationInput>;

const staffRoleInput = z.enum(STAFF_ROLES, "Choose a role.");

export const appointStaffInput = z.object({
  name: nameInput,
  email: emailInput,
  role: staffRoleInput,
});
export type AppointStaffInput = z.input<typeof appointStaffInput>;

export const changeStaffRoleInput = z.object({ userId: idInput("usr"), role: staffRoleInput });
export type ChangeStaffRoleInput = z.input<typeof changeStaffRoleInput>;

export const resetPasswordInput = z.object({ token: tokenInput, newPassword });
export type ResetPasswordInput = z.input<typeof resetPasswordInput>;

export const verifyEmailInput = z.object({ token: tokenInput });
export type VerifyEmailInput = z.input<typeof verifyEmailInput>;

export const askForEmailChangeInput = z.object({ email: emailInput });
export type AskForEmailChangeInput = z.input<typeof askForEmailChangeInput>;

export const changeEmailInput = z.object({ token: tokenInput });
export type ChangeEmailInput = z.input<typeof changeEmailInput>;

export const undoEmailChangeInput = z.object({ token: tokenInput });
export type UndoEmailChangeInput = z.input<typeof undoEmailChangeInput>;

/** A link as its page finds it. */
export type LinkView = {
  /** Why it cannot be used, as a sentence; null when it can. */
  readonly problem: string | null;
  /** The address that it was sent to, when it can be used. */
  readonly email: string | null;
};

const HANDLE = /^[A-Za-z0-9](?:-?[A-Za-z0-9])*$/;
export const handleInput = z
  .string("Enter an address for your page.")
  .trim()
  .min(HANDLE_MIN, `Use at least ${HANDLE_MIN} characters.`)
  .max(HANDLE_MAX, `Use at most ${HANDLE_MAX} characters.`)
  .regex(HANDLE, "Use letters from a to z, digits, and single hyphens between them.")
  .toLowerCase();

/** The picture: left out it stays, empty it is removed, and an uploaded one replaces it. */
const avatarInput = z
  .union([z.literal("").transform(() => null), z.null(), idInput("fil")])
  .optional();

const clientFields = {
  avatarFileId: avatarInput,
  companyName: lineInput({ min: 1, max: LENGTHS.name, missing: "Enter the name of your company." }),
  website: linkInput,
  size: z
    .enum(["", ...COMPANY_SIZE_VALUES], "Choose one of the sizes.")
    .nullish()
    .transform((size) => size || null),
  location: lineOrNull,
  about: optionalText(LENGTHS.bio),
};

const portfolioItem = z.object({
  title: optionalLine(LENGTHS.line),
  url: linkInput,
  description: optionalText(LENGTHS.portfolioText),
  fileIds: fileIdsInput.refine((ids) => ids.length <= MAX_PORTFOLIO_FILES, {
    error: `Show at most ${MAX_PORTFOLIO_FILES} pictures of one piece of work.`,
  }),
});

/** Empty rows are dropped; a row with anything in it needs a title. */
const portfolioInput = z
  .array(portfolioItem)
  .max(MAX_PORTFOLIO_ITEMS, `Show at most ${MAX_PORTFOLIO_ITEMS} pieces of work.`)
  .default([])
  .superRefine((items, context) => {
    for (const [index, { title, url, description, fileIds }] of items.entries()) {
      if (title || !(url || description || fileIds.length > 0)) continue;
      const message = `Give piece ${index + 1} of your work a title.`;
      context.addIssue({ code: "custom", path: [index, "title"], message });
    }
  })
  .transform((items) => items.filter(({ title }) => title));

/** An hourly rate as people type it, or already in minor units; null when left empty. */
const optionalRate = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value, context): Cents | null => {
    if (value === undefined || value === null) return null;
    if (typeof value === "string" && !isVisible(value)) return null;
    const rate = amountInput("Enter an hourly rate.").safeParse(value);
    if (rate.success) return rate.data;
    const message = rate.error.issues[0]?.message ?? "Enter an hourly rate.";
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });

/** Whether clients find the freelancer in the list; left out, it stays as it is. */
const listedInput = z
  .union(
    [z.boolean(), z.enum(["yes", "no"]).transform((value) => value === "yes")],
    "Choose whether clients find you.",
  )
  .optional();

/** Codes of languages, one or several; left out, they stay as they are. */
const languagesInput = z
  .union([z.string(), z.array(z.string())])
  .transform((codes) => [codes].flat().filter((code) => code !== ""))
  .pipe(
    z
      .array(z.string().refine((code) => LANGUAGE_CODES.includes(code), "Choose from the list."))
      .transform(knownLanguages)
      .refine((codes) => codes.length <= MAX_PROFILE_LANGUAGES, {
        error: `Choose at most ${MAX_PROFILE_LANGUAGES} languages.`,
      }),
  )
  .optional();

/** A time zone in this runtime's spelling; null when left empty, and left out, it stays as it is. */
const timeZoneInput = z
  .union([
    z.literal("").transform(() => null),
    z.null(),
    z.string().transform(canonicalZone).refine(isKnownZone, "Choose one of the time zones."),
  ])
  .optional();

/** Another spelling of a known zone becomes the known one; anything else stays as it is. */
function canonicalZone(text: string): string {
  if (isKnownZone(text)) return text;
  const zone = readTimeZone(text);
  return zone === "UTC" ? text : zone;
}

const freelancerFields = {
  avatarFileId: avatarInput,
  headline: lineInput({ min: 3, max: LENGTHS.line, missing: "Say in one line what you do." }),
  bio: optionalText(LENGTHS.bio),
  skills: skillsInput(MAX_PROFILE_SKILLS),
  hourlyRateCents: optionalRate,
  location: lineOrNull,
  availability: z.enum(AVAILABILITY_VALUES, "Choose how available you are."),
  isListed: listedInput,
  languages: languagesInput,
  timeZone: timeZoneInput,
  portfolio: portfolioInput,
};

export const setUpClientInput = z.object(clientFields);
export type SetUpClientInput = z.input<typeof setUpClientInput>;
export type ClientFields = z.output<typeof setUpClientInput>;

export const setUpFreelancerInput = z.preprocess(gatherPortfolio, z.object(freelancerFields));
export type SetUpFreelancerInput = z.input<z.ZodObject<typeof freelancerFields>>;
export type FreelancerFields = z.output<typeof setUpFreelancerInput>;

const ownFields = { name: nameInput, handle: handleInput };
export const editClientInput = z.object({ ...ownFields, ...clientFields });
export type EditClientInput = z.input<typeof editClientInput>;

export const editFreelancerInput = z.preprocess(
  gatherPortfolio,
  z.object({ ...ownFields, ...freelancerFields }),
);
export type EditFreelancerInput = z.input<z.ZodObject<typeof ownFields & typeof freelancerFields>>;

/** The signed-in person, for the frame around every page. */
export type ViewerView = {
  readonly userId: Id<"usr">;
  readonly role: Role;
  readonly name: string;
  readonly handle: string;
  readonly email: string;
  readonly isOnboarded: boolean;
  readonly avatarFileId: Id<"fil"> | null;
};

type PersonView = {
  readonly userId: Id<"usr">;
  readonly name: string;
  readonly handle: string;
  readonly memberSince: Date;
  readonly avatarFileId: Id<"fil"> | null;
};

/** A client's profile. In public the company is the name; only the owner sees the person who acts for it. */
export type ClientView = PersonView & Omit<ClientFields, "avatarFileId">;
export type PublicClientView = Omit<ClientView, "name">;

export type PortfolioItemView = {
  readonly title: string;
  readonly url: string | null;
  readonly description: string;
  readonly files: readonly FileView[];
};

export type FreelancerView = PersonView &
  Omit<FreelancerFields, "avatarFileId" | "portfolio" | "isListed" | "languages" | "timeZone"> & {
    readonly isListed: boolean;
    readonly languages: readonly string[];
    /** Null when they do not show it. */
    readonly timeZone: string | null;
    readonly portfolio: readonly PortfolioItemView[];
  };

export type OwnProfileView =
  | ({ readonly role: "client" } & ClientView)
  | ({ readonly role: "freelancer" } & FreelancerView)
  | ({ readonly role: StaffRole } & PersonView);

/** Somebody who keeps the house, for an admin. */
export type StaffView = {
  readonly userId: Id<"usr">;
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  readonly createdAt: Date;
  /** They have opened the link that they were sent. */
  readonly hasConfirmed: boolean;
};

/** A freelancer in a list of suggestions. */
export type PersonHint = {
  readonly handle: string;
  readonly name: string;
  readonly headline: string;
};
