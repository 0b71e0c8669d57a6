import { z } from "zod";
import type { Role } from "#lib/auth/actor";
import { endOfDay } from "#lib/day";
import type { Id } from "#lib/ids";
import { idInput, optionalLine, optionalText, textInput } from "#lib/input";
import type { Act, HouseRule, SanctionKind } from "#lib/standing/policy";
import { ALL_ACTS, RULES, SANCTION_WORDS } from "#lib/standing/policy";
import {
  type AppealOutcome,
  type CaseOutcome,
  REASON_WORDS,
  type ReportedKind,
  type ReportReason,
  readSubject,
} from "./policy.ts";

export const WORDS_MAX = 2000;

/** One of the keys of a closed table of words. Guarantee: `Object.keys` of such a table gives its keys. */
function keyOf<K extends string>(words: Readonly<Record<K, string>>, missing: string) {
  return z.enum(Object.keys(words) as [K, ...K[]], missing);
}

const subjectInput = z
  .string()
  .refine((text) => readSubject(text) !== null, "That is not a valid reference.");

export const reportInput = z
  .object({
    subject: subjectInput,
    reason: keyOf(REASON_WORDS, "Choose what is wrong."),
    words: optionalText(WORDS_MAX),
  })
  .refine(({ reason, words }) => reason !== "other" || words !== "", {
    path: ["words"],
    message: "Say what is wrong.",
  });
export type ReportInput = z.input<typeof reportInput>;

export const caseInput = z.object({ caseId: idInput("cas") });
export type CaseInput = z.input<typeof caseInput>;

export const closeCaseInput = z.object({
  caseId: idInput("cas"),
  word: textInput({ min: 1, max: WORDS_MAX, missing: "Say why nothing is to be done." }),
});
export type CloseCaseInput = z.input<typeof closeCaseInput>;

const actsInput = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given): Act[] => ALL_ACTS.filter((act) => [given ?? []].flat().includes(act)));

export const imposeSanctionInput = z
  .object({
    caseId: idInput("cas"),
    kind: keyOf(SANCTION_WORDS, "Choose what is to be done."),
    acts: actsInput,
    rule: keyOf(RULES, "Choose the rule that was broken."),
    facts: textInput({ min: 10, max: WORDS_MAX, missing: "Say what happened.", what: "of facts" }),
    endsAt: z
      .union([z.string(), z.date()])
      .nullish()
      .transform((given, context): Date | null => {
        if (!given) return null;
        if (given instanceof Date) return given;
        const end = endOfDay(given);
        if (end) return end;
        context.addIssue({ code: "custom", message: "Enter a day, like 2026-05-14." });
        return z.NEVER;
      }),
    word: optionalLine(300),
  })
  .refine(({ kind, acts }) => kind !== "limit" || acts.length > 0, {
    path: ["acts"],
    message: "Choose what the person cannot do.",
  });
export type ImposeSanctionInput = z.input<typeof imposeSanctionInput>;

export const liftSanctionInput = z.object({
  sanctionId: idInput("snc"),
  reason: textInput({ min: 1, max: WORDS_MAX, missing: "Say why it ends." }),
});
export type LiftSanctionInput = z.input<typeof liftSanctionInput>;

export const readSanctionInput = z.object({ sanctionId: idInput("snc") });
export type ReadSanctionInput = z.input<typeof readSanctionInput>;

export const appealInput = z.object({
  sanctionId: idInput("snc"),
  words: textInput({ min: 1, max: WORDS_MAX, missing: "Say why this is wrong." }),
});
export type AppealInput = z.input<typeof appealInput>;

export const decideAppealInput = z.object({
  sanctionId: idInput("snc"),
  outcome: z.enum(["kept", "lifted"], "Choose whether it stays."),
  reasons: textInput({ min: 1, max: WORDS_MAX, missing: "Say why." }),
});
export type DecideAppealInput = z.input<typeof decideAppealInput>;

export const CASE_STATES = ["open", "appealed", "decided"] as const;
export type CaseState = (typeof CASE_STATES)[number];
export type CaseFilter = {
  readonly state: CaseState;
  /** A name, a handle, an e-mail address or an id, as it was typed; empty for everybody. */
  readonly person: string;
};

type Named = { readonly userId: Id<"usr">; readonly name: string; readonly handle: string };

/** What is about to be reported, as the person who reports it sees it. */
export type ReportableView = {
  readonly subject: string;
  readonly kind: ReportedKind;
  readonly title: string;
  /** Null: a conversation as a whole. */
  readonly body: string | null;
  readonly person: Pick<Named, "userId" | "name">;
  /** The viewer has an open report of it. */
  readonly isReported: boolean;
};

export type CaseRowView = {
  readonly caseId: Id<"cas">;
  readonly kind: ReportedKind;
  readonly title: string;
  readonly person: Named;
  readonly reasons: readonly ReportReason[];
  readonly reportCount: number;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly outcome: CaseOutcome | null;
};

export type ReportView = {
  readonly reportId: Id<"rpt">;
  readonly reporter: Named;
  readonly reason: ReportReason;
  readonly words: string;
  readonly quotedTitle: string;
  readonly quotedBody: string | null;
  readonly createdAt: Date;
};

export type AppealView = {
  readonly words: string;
  readonly createdAt: Date;
  readonly outcome: AppealOutcome | null;
  readonly reasons: string;
  readonly decidedAt: Date | null;
};

export type SanctionView = {
  readonly sanctionId: Id<"snc">;
  readonly caseId: Id<"cas">;
  readonly kind: SanctionKind;
  readonly acts: readonly Act[];
  readonly hides: string | null;
  readonly rule: HouseRule;
  readonly facts: string;
  readonly createdAt: Date;
  readonly endsAt: Date | null;
  readonly readAt: Date | null;
  readonly endedAt: Date | null;
  readonly liftReason: string;
  readonly isInForce: boolean;
  readonly appeal: AppealView | null;
};

/** What a moderator sees of somebody whom a case is about. */
export type PersonFacts = Named & {
  readonly role: Role;
  readonly memberSince: Date;
  readonly contractCount: number;
  readonly openContractCount: number;
};

/** A message of a reported conversation, for a moderator who asked for it. */
export type AroundView = {
  readonly seq: number;
  readonly author: string;
  readonly body: string;
  readonly createdAt: Date;
  readonly isDeleted: boolean;
};

export type CaseView = CaseRowView & {
  readonly subject: string;
  readonly word: string;
  /** The first ones; `reportCount` has all. */
  readonly reports: readonly ReportView[];
  readonly about: PersonFacts;
  readonly sanction: SanctionView | null;
  readonly earlierCases: readonly CaseRowView[];
  readonly earlierSanctions: readonly SanctionView[];
  /** Null until the moderator has asked; never for what is not of a conversation. */
  readonly around: readonly AroundView[] | null;
  /** What the viewer may do with it. */
  readonly viewer: {
    readonly isImpartial: boolean;
    readonly mayDecideAppeal: boolean;
  };
};

/** What somebody reported, and what became of it. */
export type OwnReportView = {
  readonly reportId: Id<"rpt">;
  readonly kind: ReportedKind;
  readonly title: string;
  readonly reason: ReportReason;
  readonly words: string;
  readonly createdAt: Date;
  readonly outcome: CaseOutcome | null;
  readonly word: string;
};
