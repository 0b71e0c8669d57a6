import { and, eq, ne, sql } from "drizzle-orm";
import type { Tx } from "#db/client";
import { savedSearches } from "#db/schema";
import { holdPerson } from "#lib/auth/limit-person";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import type { Board } from "../policy.ts";

type Named = { readonly userId: Id<"usr">; readonly board: Board; readonly name: string };

/**
 * Locks the person's row, so that two tabs name their searches one after the other. Throws search_name_taken, with the
 * form's field, when another search than `except` has this name.
 */
export async function requireFreeName(
  tx: Tx,
  { userId, board, name }: Named,
  except?: Id<"sch">,
): Promise<void> {
  await holdPerson(tx, userId);
  const taken = await tx.$count(
    savedSearches,
    and(
      eq(savedSearches.userId, userId),
      eq(savedSearches.board, board),
      sql`lower(${savedSearches.name}) = lower(${name})`,
      except ? ne(savedSearches.id, except) : undefined,
    ),
  );
  if (taken > 0) throw new DomainError("search_name_taken", { field: "name" });
}
