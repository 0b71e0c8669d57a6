import { z } from "zod";
import type { Id } from "#lib/ids";
import { idInput, lineInput, wholeNumberInput } from "#lib/input";
import { type KnownSearch, SEARCH_NAME_MAX } from "./policy.ts";

const QUERY_MAX = 4_000;

export const searchIdInput = z.object({ searchId: idInput("sch") });
export type SearchIdInput = z.input<typeof searchIdInput>;

const nameField = { name: lineInput({ min: 1, max: SEARCH_NAME_MAX, missing: "Give it a name." }) };
/** The query of the board's address, without the leading "?". */
const queryField = { query: z.string().max(QUERY_MAX) };

export const saveSearchInput = z.object({ ...nameField, ...queryField });
export type SaveSearchInput = z.input<typeof saveSearchInput>;

export const renameSearchInput = searchIdInput.extend(nameField);
export type RenameSearchInput = z.input<typeof renameSearchInput>;

export const replaceSearchInput = z.object({
  searchId: z.string().min(1, "Choose the search to replace.").pipe(idInput("sch")),
  ...queryField,
});
export type ReplaceSearchInput = z.input<typeof replaceSearchInput>;

/** `at`: when its result was read, in milliseconds; now when it is left out. */
export const seeSearchInput = searchIdInput.extend({
  at: wholeNumberInput({
    min: 0,
    max: 8_640_000_000_000_000,
    message: "That is no time.",
  }).optional(),
});
export type SeeSearchInput = z.input<typeof seeSearchInput>;

/** A saved search of the viewer, with what is new in it. */
export type SavedSearchView = KnownSearch & {
  readonly searchId: Id<"sch">;
  readonly name: string;
  /** The query as it was saved: the address that opens it. */
  readonly saved: string;
  /** What came to the board after this is new. */
  readonly seenAt: Date;
  /** Up to one more than NEW_COUNTED_MOST. */
  readonly newCount: number;
};
