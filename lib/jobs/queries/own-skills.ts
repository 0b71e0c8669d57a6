import { sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import type { Actor } from "#lib/auth/actor";

/** A freelancer's skills in the form in which terms have them; none for anybody else, without asking. */
export async function selectOwnSkills(reader: Reader, actor: Actor | null): Promise<string[]> {
  if (actor?.role !== "freelancer") return [];
  const rows = await reader.execute<{ folded: string }>(sql`
    select search_fold(skill) as folded
    from freelancer_profiles, unnest(skills) skill where user_id = ${actor.userId}`);
  return rows.map(({ folded }) => folded);
}
