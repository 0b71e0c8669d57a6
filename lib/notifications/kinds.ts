import type { NOTIFICATION_KINDS } from "#db/schema";
import { cents, formatCents } from "#lib/money";
import { isolate } from "#lib/text";

/*
 * Every reason why WorkHub ever writes to anyone, in one closed table: who gets it, what it says, where it leads, by
 * which ways it goes, and how long it may wait there.
 */

export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** What a person can switch together. */
export const GROUPS = {
  work: "Jobs, proposals and contracts",
  messages: "Messages and invitations",
  reminders: "Deadlines and reminders",
  money: "Money that arrives or fails, and invoices",
  searches: "Saved searches",
  security: "Security of your account",
} as const;
export type NotificationGroup = keyof typeof GROUPS;

/** Those that a person may switch off. */
export const SWITCHED_GROUPS = ["work", "messages", "reminders", "money", "searches"] as const;

/** What one link in a mail can stop: a group, or everything that comes together. */
export const STOPPABLE = [...SWITCHED_GROUPS, "together"] as const;
export type Stoppable = (typeof STOPPABLE)[number];

/** What nobody needs by mail unless they ask for it. */
export const NOT_MAILED: readonly NotificationGroup[] = ["searches"];

/** What nobody needs at once on their devices unless they ask for it. */
export const NOT_PUSHED: readonly NotificationGroup[] = ["money", "searches"];

/** What is kept beside a notification for its sentence. Amounts are minor units. */
export type Facts = Readonly<Record<string, string | number>>;

/** What a sentence is made of. */
export type Told<F extends Facts> = {
  /** Who did it, as plain text that keeps its direction; "WorkHub" when nobody did. */
  readonly who: string;
  /** How many events it stands for. */
  readonly count: number;
  readonly facts: F;
};

export type NotificationPlace =
  | `/contracts/${string}`
  | `/jobs/${string}/proposals`
  | `/jobs/${string}`
  | `/proposals/${string}`
  | `/inbox/${string}`
  | `/wallet/receipts/${string}`
  | `/wallet/invoices/${string}`
  | "/searches"
  | "/settings"
  | "/settings/data"
  | "/settings/standing";

type Kind<F extends Facts> = {
  /** Who gets it, in words. */
  readonly to: string;
  readonly group: NotificationGroup;
  /** A whole sentence without its stop; the job's title stands beside it. */
  readonly sentence: (told: Told<F>) => string;
  /** The same without amounts, where the sentence has any: a device shows it to whoever sees its screen. */
  readonly discreet?: (told: Told<F>) => string;
  /** The page of what it is about. Whoever is there has read it. */
  readonly href: (about: string) => NotificationPlace;
  /** Other pages that show the same. */
  readonly alsoAt?: readonly string[];
  /** The first line of its mail: what to do. */
  readonly todo: string;
  /** The button below it. */
  readonly button: string;
  /** Minutes that it may wait for more of its kind and for being read; "message": a setting for mail, seconds for devices. */
  readonly waits?: "message" | number;
  /** It is mailed even when it was read already: people keep it. */
  readonly isWorthKeeping?: true;
};

const contract = (about: string) => `/contracts/${about}` as const;
const proposals = (about: string) => `/jobs/${about}/proposals` as const;
const job = (about: string) => `/jobs/${about}` as const;
const proposal = (about: string) => `/proposals/${about}` as const;
const conversation = (about: string) => `/inbox/${about}` as const;
const receipt = (about: string) => `/wallet/receipts/${about}` as const;
const invoice = (about: string) => `/wallet/invoices/${about}` as const;
const searches = () => "/searches" as const;
const settings = () => "/settings" as const;
const standing = () => "/settings/standing" as const;
const ownData = () => "/settings/data" as const;
const WALLET = ["/wallet", "/wallet/add-funds", "/wallet/withdraw"] as const;

const money = (amountCents: number) => formatCents(cents(amountCents));

type Amount = { readonly amountCents: number };
type Version = { readonly number: number };

function kind<F extends Facts>(entry: Kind<F>): Kind<F> {
  return entry;
}

type ReviewStage = "half" | "48h" | "24h";

const REVIEW_TIMES: Readonly<Record<ReviewStage, string>> = {
  half: "Half of the time",
  "48h": "Less than 48 hours",
  "24h": "Less than 24 hours",
};

function timeLeft({ stage, number }: Version & { readonly stage: ReviewStage }): string {
  const are = stage === "half" ? "is" : "are";
  return `${REVIEW_TIMES[stage]} to review version ${number} ${are} left`;
}

function milestoneOver(
  who: string,
  { cause, number }: Version & { readonly cause: "approved" | "window_passed" },
): string {
  return cause === "approved"
    ? `${who} approved milestone ${number}`
    : `The review window of milestone ${number} has ended`;
}

const NOT_HIRED = {
  payment_failed: "Your payment failed",
  already_hired: "You had hired this freelancer already",
  no_longer_open: "The proposal or the job was no longer open",
  changed: "The proposal or the job was changed meanwhile",
  money_used: "Your wallet no longer had enough",
} as const;

export const KINDS = {
  hired: kind<Amount>({
    to: "the freelancer who is hired",
    group: "work",
    sentence: ({ who, facts }) => `${who} hired you for ${money(facts.amountCents)}`,
    discreet: ({ who }) => `${who} hired you`,
    href: contract,
    todo: "Begin the work, and submit it before it is due.",
    button: "Open the contract",
  }),
  proposal_received: kind<Amount>({
    to: "the job’s client",
    group: "work",
    sentence: ({ who, count, facts }) =>
      count === 1
        ? `${who} sent a proposal for ${money(facts.amountCents)}`
        : `${count} new proposals, the latest from ${who} for ${money(facts.amountCents)}`,
    discreet: ({ who, count }) =>
      count === 1 ? `${who} sent a proposal` : `${count} new proposals, the latest from ${who}`,
    href: proposals,
    todo: "Read it, and shortlist, decline or hire.",
    button: "Read the proposals",
    waits: 10,
  }),
  proposal_declined: kind<{ readonly how: "declined" | "filled" | "closed" }>({
    to: "a freelancer whose proposal is decided without hiring them",
    group: "work",
    sentence: ({ who, facts }) => {
      switch (facts.how) {
        case "declined":
          return `${who} declined your proposal`;
        case "filled":
          return `${who} hired another freelancer`;
        case "closed":
          return `${who} closed the job without hiring`;
      }
    },
    href: proposal,
    todo: "Nothing is left to do here. There are other jobs on the board.",
    button: "See your proposal",
  }),
  work_submitted: kind<Version & { readonly releasedCents: number }>({
    to: "the contract’s client",
    group: "work",
    sentence: ({ who, facts }) =>
      facts.releasedCents === 0
        ? `${who} submitted version ${facts.number}`
        : `${who} submitted version ${facts.number}, and ${money(facts.releasedCents)} was released`,
    discreet: ({ who, facts }) => `${who} submitted version ${facts.number}`,
    href: contract,
    todo: "Look at it, and approve it or request changes.",
    button: "Look at the work",
  }),
  changes_requested: kind<Version>({
    to: "the contract’s freelancer",
    group: "work",
    sentence: ({ who, facts }) => `${who} requested changes to version ${facts.number}`,
    href: contract,
    todo: "Read what is missing, and submit another version.",
    button: "Read the request",
  }),
  released: kind<Amount & { readonly cause: "approved" | "window_passed" }>({
    to: "the freelancer who is paid",
    group: "money",
    sentence: ({ who, facts }) =>
      facts.cause === "approved"
        ? `${who} approved your work, and ${money(facts.amountCents)} is in your wallet`
        : `The review window has ended, and ${money(facts.amountCents)} is in your wallet`,
    discreet: ({ who, facts }) =>
      facts.cause === "approved"
        ? `${who} approved your work, and you are paid`
        : "The review window has ended, and you are paid",
    href: contract,
    todo: "Nothing is left to do: you can withdraw it or leave it in your wallet.",
    button: "Open the contract",
    isWorthKeeping: true,
  }),
  completed: kind<Amount & { readonly cause: "approved" | "window_passed" }>({
    to: "a party to a contract that is completed without being paid by it",
    group: "work",
    sentence: ({ who, facts }) => {
      if (facts.cause === "approved") return `${who} approved your work, so the job is completed`;
      return facts.amountCents === 0
        ? "The review window has ended, so the job is completed"
        : `The review window has ended, and ${money(facts.amountCents)} was released to the freelancer`;
    },
    discreet: ({ who, facts }) =>
      facts.cause === "approved"
        ? `${who} approved your work, so the job is completed`
        : "The review window has ended, so the job is completed",
    href: contract,
    todo: "Nothing is left to do. The contract keeps everything that was agreed and done.",
    button: "Open the contract",
  }),
  milestone_approved: kind<Amount & Version & { readonly cause: "approved" | "window_passed" }>({
    to: "both parties, when one of several milestones is over",
    group: "work",
    sentence: ({ who, facts }) =>
      `${milestoneOver(who, facts)}${facts.amountCents === 0 ? "" : `, and ${money(facts.amountCents)} is paid`}`,
    discreet: ({ who, facts }) => milestoneOver(who, facts),
    href: contract,
    todo: "See what is next.",
    button: "Open the contract",
  }),
  work_never_came: kind<Amount>({
    to: "both parties, when held money goes back because no work came",
    group: "work",
    sentence: ({ facts }) => `No work came, so ${money(facts.amountCents)} went back to the client`,
    discreet: () => "No work came, so the money went back to the client",
    href: contract,
    todo: "Nothing is left to do. The contract keeps everything that was agreed and done.",
    button: "Open the contract",
  }),
  milestone_funded: kind<Amount & Version>({
    to: "the freelancer who works on it",
    group: "work",
    sentence: ({ who, facts }) =>
      `${who} holds ${money(facts.amountCents)} for milestone ${facts.number}`,
    discreet: ({ who, facts }) => `${who} holds the money for milestone ${facts.number}`,
    href: contract,
    todo: "Begin with it, and submit it before it is due.",
    button: "Open the contract",
  }),
  change_proposed: kind<Facts>({
    to: "the other party to the contract",
    group: "work",
    sentence: ({ who }) => `${who} proposes a change of your agreement`,
    href: contract,
    todo: "Accept it, decline it or propose something else within 7 days. Until then nothing changes.",
    button: "See the change",
  }),
  change_accepted: kind<Facts>({
    to: "the party who proposed the change",
    group: "work",
    sentence: ({ who }) => `${who} accepted your change of the agreement`,
    href: contract,
    todo: "See what is agreed on now.",
    button: "Open the contract",
  }),
  change_declined: kind<Facts>({
    to: "the party who proposed the change",
    group: "work",
    sentence: ({ who }) => `${who} declined your change of the agreement`,
    href: contract,
    todo: "Read why. The agreement stays as it is.",
    button: "Open the contract",
  }),
  change_lapsed: kind<Facts>({
    to: "both parties, when nobody answered a proposed change",
    group: "work",
    sentence: () => "A proposed change lapsed, because nobody answered it",
    href: contract,
    todo: "Nothing is left to do: the agreement stays as it is.",
    button: "Open the contract",
  }),
  free_round: kind<Facts>({
    to: "the contract’s client",
    group: "work",
    sentence: ({ who }) => `${who} offers you another round of changes for free`,
    href: contract,
    todo: "Say what should be different, or approve the work.",
    button: "Look at the work",
  }),
  settled: kind<{ readonly releasedCents: number; readonly refundedCents: number }>({
    to: "the party who proposed the settlement",
    group: "money",
    sentence: ({ who, facts }) =>
      `${who} accepted your settlement: ${money(facts.releasedCents)} for the freelancer, ${money(facts.refundedCents)} back to the client`,
    discreet: ({ who }) => `${who} accepted your settlement`,
    href: contract,
    todo: "Nothing is left to do. The contract says where the money went.",
    button: "Open the contract",
    isWorthKeeping: true,
  }),
  return_asked: kind<Amount>({
    to: "the freelancer whose work is more than a week late",
    group: "work",
    sentence: ({ who, facts }) =>
      `${who} asks for ${money(facts.amountCents)} back, because no work has come`,
    discreet: ({ who }) => `${who} asks for the money back, because no work has come`,
    href: contract,
    todo: "Submit the work or say no within 48 hours. Without an answer the money goes back.",
    button: "Answer",
  }),
  return_refused: kind<Facts>({
    to: "the client who asked for the money back",
    group: "work",
    sentence: ({ who }) => `${who} does not give the money back, and says why`,
    href: contract,
    todo: "Read why. The money stays held.",
    button: "Open the contract",
  }),
  dispute_opened: kind<Amount>({
    to: "the other party to the contract",
    group: "work",
    sentence: ({ who, facts }) => `${who} opened a dispute over ${money(facts.amountCents)}`,
    discreet: ({ who }) => `${who} opened a dispute`,
    href: contract,
    todo: "Answer it within 5 days. Without an answer the claim is granted.",
    button: "Answer",
  }),
  dispute_answered: kind<Facts>({
    to: "the party who opened the dispute",
    group: "work",
    sentence: ({ who }) => `${who} rejects your claim, and offers something else`,
    href: contract,
    todo: "Read the answer. Accept the offer, or make another, within 7 days.",
    button: "See the offer",
  }),
  dispute_offered: kind<Facts>({
    to: "the other party to the contract",
    group: "work",
    sentence: ({ who }) => `${who} made another offer in your dispute`,
    href: contract,
    todo: "Accept it with one press, or make another offer.",
    button: "See the offer",
  }),
  dispute_in_mediation: kind<Facts>({
    to: "both parties, when they have not agreed within 7 days",
    group: "work",
    sentence: () => "Your dispute is with a mediator now",
    href: contract,
    todo: "Add what the mediator should know. You can still agree with each other.",
    button: "Open the dispute",
  }),
  dispute_stated: kind<Facts>({
    to: "the other party to the contract",
    group: "work",
    sentence: ({ who }) => `${who} added a statement to your dispute`,
    href: contract,
    todo: "Read it, and add your own if something is missing.",
    button: "Open the dispute",
  }),
  dispute_asked: kind<Facts>({
    to: "the parties whom the mediator asks",
    group: "work",
    sentence: () => "The mediator asks you something about your dispute",
    href: contract,
    todo: "Answer with a statement. The mediator may decide without it.",
    button: "Answer",
  }),
  dispute_decided: kind<Facts>({
    to: "both parties",
    group: "work",
    sentence: () => "The mediator has decided your dispute",
    href: contract,
    todo: "Read the reasons. Within 72 hours either side may appeal; then the decision is carried out.",
    button: "Read the decision",
  }),
  dispute_appealed: kind<Facts>({
    to: "the other party to the contract",
    group: "work",
    sentence: ({ who }) => `${who} appeals against the decision`,
    href: contract,
    todo: "Read why, and add what should be known. The dispute is decided once more.",
    button: "Open the dispute",
  }),
  dispute_withdrawn: kind<Facts>({
    to: "the other party to the contract",
    group: "work",
    sentence: ({ who }) => `${who} withdrew the dispute`,
    href: contract,
    todo: "The contract goes on from where it was.",
    button: "Open the contract",
  }),
  dispute_ended: kind<{ readonly releasedCents: number; readonly refundedCents: number }>({
    to: "both parties",
    group: "money",
    sentence: ({ facts }) =>
      `Your dispute is over: ${money(facts.releasedCents)} for the freelancer, ${money(facts.refundedCents)} back to the client`,
    discreet: () => "Your dispute is over",
    href: contract,
    todo: "Nothing is left to do. The contract says where the money went.",
    button: "Open the contract",
    isWorthKeeping: true,
  }),
  reviewed: kind<{ readonly rating: number }>({
    to: "whom a review is about, once it has appeared",
    group: "work",
    sentence: ({ who, facts }) => `${who} left you a review: ${facts.rating} out of 5`,
    href: contract,
    todo: "Read it. It is on your public profile.",
    button: "Read the review",
  }),
  review_waits: kind<Facts>({
    to: "the side that has not reviewed a finished contract yet, when the other has",
    group: "work",
    sentence: ({ who }) => `${who} has left a review of you`,
    href: contract,
    todo: "Leave yours to read it: neither of you sees the other’s before both are there, or 14 days have passed.",
    button: "Leave a review",
  }),
  given_back: kind<Amount>({
    to: "the client, when the freelancer gives money back",
    group: "money",
    sentence: ({ who, facts }) =>
      `${who} gave you ${money(facts.amountCents)} back, and it is in your wallet`,
    discreet: ({ who }) => `${who} gave you money back`,
    href: contract,
    todo: "Nothing is left to do. The contract stays as it is.",
    button: "Open the contract",
    isWorthKeeping: true,
  }),
  review_answered: kind<Facts>({
    to: "who wrote the review",
    group: "work",
    sentence: ({ who }) => `${who} answered your review`,
    href: contract,
    todo: "Read it. It stands below your review.",
    button: "Read the answer",
  }),
  message: kind<Facts>({
    to: "the other person in the conversation",
    group: "messages",
    sentence: ({ who, count }) =>
      count === 1 ? `${who} wrote to you` : `${count} new messages from ${who}`,
    href: conversation,
    todo: "Read it, and answer in the conversation.",
    button: "Read the conversation",
    waits: "message",
  }),
  invitation: kind<Facts>({
    to: "the freelancer who is invited",
    group: "messages",
    sentence: ({ who }) => `${who} invited you to a job`,
    href: conversation,
    todo: "Read it, and answer, apply or leave it.",
    button: "Read the invitation",
    waits: "message",
  }),
  cancellation_requested: kind<Amount>({
    to: "the other party to the contract",
    group: "work",
    sentence: ({ who, facts }) =>
      `${who} asks to cancel the contract; ${money(facts.amountCents)} would be refunded`,
    discreet: ({ who }) => `${who} asks to cancel the contract`,
    href: contract,
    todo: "Agree, or carry on: nothing is cancelled without you.",
    button: "Answer the request",
  }),
  cancellation_agreed: kind<Amount>({
    to: "the party who asked to cancel",
    group: "work",
    sentence: ({ who, facts }) =>
      `${who} agreed to cancel the contract, and ${money(facts.amountCents)} was refunded`,
    discreet: ({ who }) => `${who} agreed to cancel the contract`,
    href: contract,
    todo: "Nothing is left to do. The contract has ended.",
    button: "Open the contract",
  }),
  cancellation_withdrawn: kind<Facts>({
    to: "the party who was asked to cancel",
    group: "work",
    sentence: ({ who }) => `${who} no longer asks to cancel the contract`,
    href: contract,
    todo: "Nothing is left to do: the contract goes on.",
    button: "Open the contract",
  }),
  deadline_near: kind<Facts>({
    to: "the freelancer whose work is due within a day",
    group: "reminders",
    sentence: () => "Your work is due in less than a day",
    href: contract,
    todo: "Submit it, or write to your client about the date.",
    button: "Submit the work",
  }),
  review_ending: kind<Amount & Version & { readonly stage: ReviewStage }>({
    to: "the client who has not answered a version",
    group: "reminders",
    sentence: ({ facts }) =>
      facts.amountCents === 0
        ? timeLeft(facts)
        : `${timeLeft(facts)}; then ${money(facts.amountCents)} is released`,
    discreet: ({ facts }) => timeLeft(facts),
    href: contract,
    todo: "Look at it, and approve it or request changes.",
    button: "Look at the work",
  }),
  job_expiring: kind<{ readonly days: number }>({
    to: "the client of a job that is about to expire",
    group: "reminders",
    sentence: ({ facts }) =>
      `Your job expires ${facts.days === 1 ? "within a day" : `in less than ${facts.days} days`}`,
    href: job,
    todo: "Renew it to keep it on the board, or close it.",
    button: "Open the job",
  }),
  search_news: kind<{ readonly name: string; readonly newText: string }>({
    to: "the person who saved the search",
    group: "searches",
    sentence: ({ facts }) => `Your saved search “${isolate(facts.name)}”: ${facts.newText}`,
    href: searches,
    todo: "Look at what is new.",
    button: "See your saved searches",
  }),
  deposit_arrived: kind<Amount>({
    to: "the person who added funds",
    group: "money",
    sentence: ({ facts }) => `Your payment of ${money(facts.amountCents)} has arrived`,
    discreet: () => "Your payment has arrived",
    href: receipt,
    alsoAt: WALLET,
    todo: "Nothing is left to do. The receipt says what became of it.",
    button: "See the receipt",
    isWorthKeeping: true,
  }),
  deposit_failed: kind<Amount>({
    to: "the person who wanted to add funds",
    group: "money",
    sentence: ({ facts }) => `${money(facts.amountCents)} could not be added to your wallet`,
    discreet: () => "Funds could not be added to your wallet",
    href: receipt,
    alsoAt: WALLET,
    todo: "Try again, or use another card. No money moved.",
    button: "See what happened",
    isWorthKeeping: true,
  }),
  payment_reversed: kind<Amount & { readonly owedCents: number }>({
    to: "the person whose payment was taken back",
    group: "money",
    sentence: ({ facts }) =>
      facts.owedCents === 0
        ? `Your payment of ${money(facts.amountCents)} was taken back, and is no longer in your wallet`
        : `Your payment of ${money(facts.amountCents)} was taken back, and you owe ${money(facts.owedCents)} of it`,
    discreet: () => "A payment of yours was taken back",
    href: receipt,
    todo: "See what was taken back, and whether you owe something.",
    button: "See what happened",
    isWorthKeeping: true,
  }),
  reversal_won: kind<Amount>({
    to: "the person whose payment was taken back before",
    group: "money",
    sentence: ({ facts }) =>
      `${money(facts.amountCents)} that had been taken back came back to your wallet`,
    discreet: () => "Money that had been taken back is yours again",
    href: receipt,
    todo: "Nothing is left to do. What you owed was settled first.",
    button: "See what happened",
    isWorthKeeping: true,
  }),
  hired_on_payment: kind<Amount>({
    to: "the client who paid to hire",
    group: "money",
    sentence: ({ facts }) =>
      `Your payment of ${money(facts.amountCents)} has settled, and your freelancer is hired`,
    discreet: () => "Your payment has settled, and your freelancer is hired",
    href: contract,
    todo: "Nothing is left to do: the work begins.",
    button: "Open the contract",
    isWorthKeeping: true,
  }),
  not_hired: kind<Amount & { readonly why: keyof typeof NOT_HIRED }>({
    to: "the client who paid to hire, when nobody was hired",
    group: "money",
    sentence: ({ facts }) =>
      facts.why === "payment_failed"
        ? `Your payment of ${money(facts.amountCents)} failed, so nobody was hired`
        : `${NOT_HIRED[facts.why]}, so your payment of ${money(facts.amountCents)} hired nobody; ${facts.why === "money_used" ? "what is left" : "it"} is in your wallet`,
    discreet: () => "Your payment has hired nobody",
    href: receipt,
    todo: "See what happened, and where the money is.",
    button: "See what happened",
    isWorthKeeping: true,
  }),
  payout_arrived: kind<Amount>({
    to: "the person who withdrew",
    group: "money",
    sentence: ({ facts }) => `Your withdrawal of ${money(facts.amountCents)} has arrived`,
    discreet: () => "Your withdrawal has arrived",
    href: receipt,
    alsoAt: WALLET,
    todo: "Nothing is left to do.",
    button: "See the receipt",
    isWorthKeeping: true,
  }),
  payout_failed: kind<Amount>({
    to: "the person who wanted to withdraw",
    group: "money",
    sentence: ({ facts }) =>
      `Your withdrawal failed, and ${money(facts.amountCents)} is back in your wallet`,
    discreet: () => "Your withdrawal failed",
    href: receipt,
    alsoAt: WALLET,
    todo: "Check the bank account, and withdraw again.",
    button: "See what happened",
    isWorthKeeping: true,
  }),
  invoice_corrected: kind<{ readonly old: string; readonly number: string }>({
    to: "whom a corrected invoice is to",
    group: "money",
    sentence: ({ who, facts }) =>
      `${who} corrected the invoice ${facts.old}, and ${facts.number} takes its place`,
    href: invoice,
    todo: "Keep the new invoice: a credit note cancels the old one. No money moved.",
    button: "Read the new invoice",
    isWorthKeeping: true,
  }),
  report_answered: kind<{ readonly outcome: "acted" | "no_action" }>({
    to: "everybody who reported what a case is about",
    group: "messages",
    sentence: ({ facts }) =>
      facts.outcome === "acted"
        ? "A moderator has acted on what you reported"
        : "A moderator has looked at what you reported, and nothing was done",
    href: standing,
    todo: "Nothing is left to do. Your settings say what became of it.",
    button: "See what you reported",
  }),
  sanctioned: kind<{ readonly what: string; readonly rule: string; readonly said: string }>({
    to: "the person about whom a moderator has decided",
    group: "security",
    sentence: ({ facts }) =>
      `${facts.what}. Rule: ${facts.rule}. What happened: ${isolate(facts.said)}`,
    discreet: () => "A moderator has decided something about you",
    href: standing,
    todo: "Read what was decided. You can appeal there, and another moderator answers you.",
    button: "See the decision, or appeal",
    isWorthKeeping: true,
  }),
  sanction_lifted: kind<Facts>({
    to: "the person whose sanction a moderator has lifted",
    group: "security",
    sentence: () => "What a moderator had decided about you has ended",
    href: standing,
    todo: "Nothing is left to do.",
    button: "See why",
    isWorthKeeping: true,
  }),
  appeal_decided: kind<{ readonly outcome: "kept" | "lifted" }>({
    to: "the person who appealed",
    group: "security",
    sentence: ({ facts }) =>
      facts.outcome === "lifted"
        ? "Your appeal was accepted, and what was decided about you has ended"
        : "Your appeal was refused, and what was decided about you stays",
    href: standing,
    todo: "Read the reasons.",
    button: "Read the reasons",
    isWorthKeeping: true,
  }),
  new_device: kind<{ readonly device: string }>({
    to: "the person whose account was signed in to",
    group: "security",
    sentence: ({ facts }) => `Somebody signed in to your account on a new device: ${facts.device}`,
    href: settings,
    todo: "Was it you? Then nothing is left to do. Otherwise sign that device out, and change your password.",
    button: "See where you are signed in",
    isWorthKeeping: true,
  }),
  password_changed: kind<Facts>({
    to: "the person whose password was changed",
    group: "security",
    sentence: () => "Your password was changed",
    href: settings,
    todo: "Was it you? Then nothing is left to do. Otherwise write to whoever runs this site at once.",
    button: "Open your settings",
    isWorthKeeping: true,
  }),
  email_changed: kind<Facts>({
    to: "the person whose e-mail address was changed",
    group: "security",
    sentence: () => "The e-mail address of your account was changed",
    href: settings,
    todo: "Was it you? Then nothing is left to do: from now on you sign in with this address.",
    button: "Open your settings",
    isWorthKeeping: true,
  }),
  factor_added: kind<{ readonly factor: string }>({
    to: "the person who can now sign in with it",
    group: "security",
    sentence: ({ facts }) => `${facts.factor} was added to your account`,
    href: settings,
    todo: "Was it you? Then nothing is left to do. Otherwise remove it, and change your password.",
    button: "Open your settings",
    isWorthKeeping: true,
  }),
  factor_removed: kind<{ readonly factor: string }>({
    to: "the person who signed in with it until now",
    group: "security",
    sentence: ({ facts }) => `${facts.factor} was removed from your account`,
    href: settings,
    todo: "Was it you? Then nothing is left to do. Otherwise change your password at once.",
    button: "Open your settings",
    isWorthKeeping: true,
  }),
  recovery_code_used: kind<{ readonly left: number }>({
    to: "the person whose code it was",
    group: "security",
    sentence: ({ facts }) =>
      `A recovery code was used to sign in to your account; ${facts.left} of 10 are left`,
    href: settings,
    todo: "Was it you? Then make new codes before the last is gone. Otherwise change your password at once.",
    button: "Open your settings",
    isWorthKeeping: true,
  }),
  data_ready: kind<Facts>({
    to: "the person who asked for their data",
    group: "security",
    sentence: () => "Your data is ready to be downloaded",
    href: ownData,
    todo: "Download it within a day, signed in. Did you not ask for it? Then change your password.",
    button: "Download your data",
    isWorthKeeping: true,
  }),
};

type Table = typeof KINDS;
/** What the sentence of this kind needs. */
export type FactsOf<K extends NotificationKind> = Table[K] extends Kind<infer F> ? F : never;

/** True when this kind leads to this page or is shown there as well. */
export function isShownAt(kind: NotificationKind, about: string, path: string): boolean {
  const { href, alsoAt } = entryOf(kind);
  return href(about) === path || (alsoAt?.includes(path) ?? false);
}

/**
 * The entry of a kind, for facts as they were stored. Guarantee: `notify` stores with every kind only the facts that its
 * entry asks for.
 */
export function entryOf(kind: NotificationKind): Kind<Facts> {
  return KINDS[kind] as Kind<Facts>;
}
