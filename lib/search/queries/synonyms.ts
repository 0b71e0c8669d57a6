import { sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { searchSynonyms } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { requireRight } from "#lib/auth/staff";
import type { Synonym } from "../schema.ts";

/** All words that mean the same, in order. Throws `not_found` for everyone but the operator. */
export async function listSynonyms(actor: Actor, reader: Reader = getDb()): Promise<Synonym[]> {
  requireRight(actor, "operate");
  const { word, means } = searchSynonyms;
  return reader
    .select({ word, means })
    .from(searchSynonyms)
    .orderBy(sql`${word} collate "C"`, sql`${means} collate "C"`);
}
