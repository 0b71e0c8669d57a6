import { z } from "zod";
import type { Id } from "#lib/ids";
import { idInput, textInput, wholeNumberInput } from "#lib/input";
import type { Page } from "#lib/paging";

export const REVIEW_MAX = 2000;

export const leaveReviewInput = z.object({
  contractId: idInput("ctr"),
  rating: wholeNumberInput({ min: 1, max: 5, message: "Choose from one to five stars." }),
  text: textInput({ min: 1, max: REVIEW_MAX, missing: "Say what it was like to work together." }),
});
export type LeaveReviewInput = z.input<typeof leaveReviewInput>;

export const answerReviewInput = z.object({
  reviewId: idInput("rev"),
  answer: textInput({ min: 1, max: REVIEW_MAX, missing: "Write your answer." }),
});
export type AnswerReviewInput = z.input<typeof answerReviewInput>;

/** What the person whom a review is about says to it. */
export type ReviewAnswer = { readonly text: string; readonly at: Date };

/** A review as everyone may read it, with the job that it belongs to. */
export type ReviewView = {
  readonly reviewId: Id<"rev">;
  readonly rating: number;
  readonly text: string;
  readonly createdAt: Date;
  readonly answer: ReviewAnswer | null;
  readonly jobId: Id<"job">;
  readonly jobTitle: string;
  readonly author: {
    readonly userId: Id<"usr">;
    readonly name: string;
    readonly handle: string;
    readonly isClient: boolean;
  };
};

export type ReviewPage = Page<ReviewView>;

/** The summary of the reviews of a person that everyone may read: what it says can be computed from `distribution`. */
export type ReputationView = {
  /** To two decimals; null before the first review. */
  readonly average: number | null;
  readonly count: number;
  /** How many gave 5, 4, 3, 2 and 1 stars. */
  readonly distribution: readonly [number, number, number, number, number];
};

/** A review on a contract, for its two parties: one's own, and the other side's once it has appeared. */
export type ContractReviewView = {
  readonly reviewId: Id<"rev">;
  readonly authorId: Id<"usr">;
  readonly rating: number;
  readonly text: string;
  readonly createdAt: Date;
  /** Whether the other side and everyone else can read it. */
  readonly isVisible: boolean;
  readonly answer: ReviewAnswer | null;
};
