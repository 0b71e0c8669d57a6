import { type AnyColumn, and, eq, type SQL, sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import { sanctions } from "#db/schema";
import { isInForce } from "./require-standing.ts";

/** True for a job, person or review (by its id) that a moderator hides now. */
export function isHidden(id: AnyColumn | SQL): SQL<boolean> {
  return sql<boolean>`exists (select from ${sanctions} where ${sanctions.hides} = ${id} and ${isInForce()})`;
}

/**
 * True for a person who belongs in lists of people: neither suspended nor hidden. Those who do not are read once for the
 * whole list, because they are few.
 */
export function isListable(userId: AnyColumn | SQL): SQL {
  return sql`${userId} <> all (array(
    select ${sanctions.personId} from ${sanctions}
    where (${sanctions.kind} = 'suspend' or ${sanctions.hides} = ${sanctions.personId}) and ${isInForce()}))`;
}

/** Whether a moderator hides this job, person or review now. */
export async function isHiddenNow(reader: Reader, id: string): Promise<boolean> {
  return (await reader.$count(sanctions, and(eq(sanctions.hides, id), isInForce()))) > 0;
}
