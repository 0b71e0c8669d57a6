import { z } from "zod";
import type { WorkRecordView } from "#lib/contracts/contract-views";
import type { Id } from "#lib/ids";
import { idInput } from "#lib/input";
import type { Cents } from "#lib/money";
import type { ReputationView, ReviewView } from "#lib/reviews/schema";
import type { Availability } from "#lib/users/availability";
import type { FreelancerView } from "#lib/users/schema";

export const personIdInput = z.object({ freelancerId: idInput("usr") });
export type PersonIdInput = z.input<typeof personIdInput>;

/** "true" or "false" from a form. */
export const markPersonInput = personIdInput.extend({
  isSaved: z.enum(["true", "false"]).transform((value) => value === "true"),
});

/** A freelancer as one row of the list. */
export type PersonRowView = {
  readonly userId: Id<"usr">;
  readonly handle: string;
  readonly name: string;
  readonly avatarFileId: Id<"fil"> | null;
  readonly headline: string;
  readonly skills: readonly string[];
  readonly hourlyRateCents: Cents | null;
  readonly location: string | null;
  readonly availability: Availability;
  /** 1 to 5, to two decimals; null before the first review. */
  readonly rating: number | null;
  readonly reviewCount: number;
  readonly completedCount: number;
  /** When they set up their profile. */
  readonly startedAt: Date;
  /** The viewer saved them. */
  readonly isSaved: boolean;
  readonly isOwn: boolean;
};

/** A freelancer as opened beside the list. */
export type PersonView = {
  readonly freelancer: FreelancerView;
  readonly reputation: ReputationView;
  readonly record: WorkRecordView;
  /** The newest ones. */
  readonly reviews: readonly ReviewView[];
  readonly viewer: {
    readonly isOwn: boolean;
    readonly isSaved: boolean;
    /** A client can save and invite; nobody else. */
    readonly mayInvite: boolean;
  };
};
