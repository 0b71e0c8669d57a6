import type {
  ClientKey,
  DemoCategory,
  DemoDispute,
  DemoFile,
  DemoProposal,
  DemoReview,
  FreelancerKey,
} from "./content/demo-content.ts";

/** A job's whole life with the age of every step, in days before the seeding: a larger number is earlier. */
export type PlannedJob = {
  readonly key: string;
  readonly clientKey: ClientKey;
  readonly terms: {
    readonly title: string;
    readonly description: string;
    readonly category: DemoCategory;
    readonly skills: string[];
    readonly budgetCents: number;
    readonly timelineDays: number;
    readonly releaseRule: "on_submission" | "on_approval";
    readonly reviewWindowDays: number;
    readonly questions: { readonly text: string; readonly isOptional: boolean }[];
  };
  readonly files: readonly DemoFile[];
  readonly postedAgo: number;
  readonly offers: readonly PlannedOffer[];
  readonly closedAgo: number | null;
  readonly hiring: PlannedHiring | null;
};

export type PlannedOffer = {
  readonly proposal: DemoProposal;
  readonly madeAgo: number;
  readonly shortlistedAgo: number | null;
  /** When it was declined or withdrawn. */
  readonly endedAgo: number | null;
};

export type PlannedHiring = {
  readonly freelancerKey: FreelancerKey;
  readonly priceCents: number;
  readonly hiredAgo: number;
  readonly deliveries: readonly PlannedDelivery[];
  readonly dispute: PlannedDispute | null;
  readonly ending: PlannedEnding | null;
};

export type PlannedDispute = DemoDispute & {
  readonly openedAgo: number;
  readonly answeredAgo: number;
};

export type PlannedDelivery = {
  readonly note: string;
  readonly files: readonly DemoFile[];
  readonly submittedAgo: number;
  readonly changes: { readonly note: string; readonly askedAgo: number } | null;
};

export type PlannedEnding =
  | {
      readonly kind: "approved";
      readonly approvedAgo: number;
      readonly review: DemoReview;
      readonly reviewedAgo: number;
      /** What the freelancer says of the client, and when. */
      readonly answered: { readonly review: DemoReview; readonly ago: number } | null;
    }
  | { readonly kind: "by_clock" }
  | { readonly kind: "cancelled"; readonly requestedAgo: number; readonly agreedAgo: number };

/** When the price reached the freelancer; null while it is held, and when it was refunded. */
export function paidAgo({ terms, hiring }: PlannedJob): number | null {
  if (!hiring) return null;
  const [first] = hiring.deliveries;
  if (terms.releaseRule === "on_submission") return first?.submittedAgo ?? null;
  return hiring.ending?.kind === "approved" ? hiring.ending.approvedAgo : null;
}
