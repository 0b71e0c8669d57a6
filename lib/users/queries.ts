import { eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import type { ViewerView } from "./schema.ts";

/** The signed-in person, for the frame around every page. Throws not_found when the account is gone. */
export async function getViewer(actor: Actor): Promise<ViewerView> {
  const [row] = await getDb().select().from(users).where(eq(users.id, actor.userId));
  if (!row) throw new DomainError("not_found");
  return {
    userId: row.id,
    role: row.role,
    name: row.name,
    handle: row.handle,
    email: row.email,
    isOnboarded: row.onboardedAt !== null || row.role === "admin",
  };
}
