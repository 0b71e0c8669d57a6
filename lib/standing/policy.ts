import type { HOUSE_RULES, LIMITED_ACTS, SANCTION_KINDS } from "#db/schema";
import { timeText } from "#lib/time-text";

export type SanctionKind = (typeof SANCTION_KINDS)[number];
export type HouseRule = (typeof HOUSE_RULES)[number];
/** What somebody whose standing is limited may not do. Everything that ends a contract or moves out money stays. */
export type Act = (typeof LIMITED_ACTS)[number];

/** The rules of the house, in the words in which they are broken or kept. */
export const RULES: Readonly<Record<HouseRule, string>> = {
  pay_here: "Agree and pay here, not elsewhere",
  be_honest: "Say what is true",
  be_kind: "Treat people with respect",
  no_spam: "No spam and no advertising",
  keep_the_law: "Nothing that is against the law",
  own_work: "Use only what is yours to use",
  keep_out: "Keep out of other people’s accounts and data",
};

/** "You cannot … until …". */
export const ACT_WORDS: Readonly<Record<Act, string>> = {
  post: "put jobs on the board",
  propose: "send or change proposals",
  write_first: "begin conversations",
  hire: "hire anybody",
};

export const ALL_ACTS: readonly Act[] = ["post", "propose", "write_first", "hire"];

/** What is done, as a moderator chooses it. */
export const SANCTION_WORDS: Readonly<Record<SanctionKind, string>> = {
  warn: "Warn",
  hide: "Hide",
  limit: "Limit",
  suspend: "Suspend",
};

type Described = {
  readonly kind: SanctionKind;
  readonly acts: readonly Act[];
  /** The id of what is hidden. */
  readonly hides: string | null;
  readonly endsAt: Date | null;
};

/**
 * What a sanction means for its person: "Your account is suspended until 3 Dec 2026". Without its stop. Days are those of
 * UTC, because the same words stand in a mail and on every screen.
 */
export function describeSanction({ kind, acts, hides, endsAt }: Described, at: Date): string {
  const until = endsAt === null ? "" : ` until ${timeText(endsAt, "long", "UTC", at)} UTC`;
  switch (kind) {
    case "warn":
      return "You have been warned";
    case "hide":
      return `${hiddenThing(hides)} is hidden from others${until}`;
    case "limit":
      return `You cannot ${listed(acts.map((act) => ACT_WORDS[act]))}${until}`;
    case "suspend":
      return `Your account is suspended${until}`;
  }
}

function hiddenThing(hides: string | null): string {
  if (hides?.startsWith("job_")) return "A job of yours";
  return hides?.startsWith("rev_") ? "A review of yours" : "Your profile";
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}
