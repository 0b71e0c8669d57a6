import { z } from "zod";
import type { Id } from "#lib/ids";
import { idInput, textInput } from "#lib/input";

export const REVIEW_MAX = 2000;

export const leaveReviewInput = z.object({
  contractId: idInput("ctr"),
  rating: z
    .union([z.string(), z.number()], "Choose from one to five stars.")
    .transform(Number)
    .pipe(
      z
        .int("Choose from one to five stars.")
        .min(1, "Choose from one to five stars.")
        .max(5, "Choose from one to five stars."),
    ),
  text: textInput({ min: 1, max: REVIEW_MAX, missing: "Write how it was to work together." }),
});
export type LeaveReviewInput = z.input<typeof leaveReviewInput>;

/** A review as anybody may read it, with the job that it belongs to. */
export type ReviewView = {
  readonly reviewId: Id<"rev">;
  readonly rating: number;
  readonly text: string;
  readonly createdAt: Date;
  readonly jobId: Id<"job">;
  readonly jobTitle: string;
  readonly author: { readonly name: string; readonly handle: string };
};

export type ReviewPage = { readonly reviews: readonly ReviewView[]; readonly total: number };

/** What all reviews of a person come to. */
export type ReputationView = {
  /** To two decimals; null before the first review. */
  readonly average: number | null;
  readonly count: number;
  /** How many gave 5, 4, 3, 2 and 1 stars. */
  readonly distribution: readonly [number, number, number, number, number];
};

/** A review on a contract, for its two parties. */
export type ContractReviewView = {
  readonly reviewId: Id<"rev">;
  readonly authorId: Id<"usr">;
  readonly rating: number;
  readonly text: string;
  readonly createdAt: Date;
};
