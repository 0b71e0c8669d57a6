import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import type { Prover } from "#lib/auth/actor";
import { limitEmailChange } from "#lib/auth/limits";
import { requireRecentProof } from "#lib/auth/recent-proof";
import type { Email } from "#lib/auth/schema";
import { enqueue } from "#lib/edge/task";
import { DomainError } from "#lib/errors";
import { newId } from "#lib/new-id";
import { planLink, voidLinks } from "./internal/mail-links.ts";
import { type AskForEmailChangeInput, askForEmailChangeInput, sendLinkTask } from "./schema.ts";

/**
 * Has a link sent to another address, which becomes the actor's when they open it there. Nothing tells whether an
 * account has that address: the worker finds out, and writes to whoever has it. A later request takes the place of an
 * earlier one. How often is limited by `countEmailChange`, before the transaction. Throws proof_needed, email_unchanged.
 */
export async function askForEmailChange(
  actor: Prover,
  input: AskForEmailChangeInput,
  tx?: Tx,
): Promise<void> {
  const { userId } = actor;
  const { email } = askForEmailChangeInput.parse(input);
  await inTransaction(tx, async (tx) => {
    await requireRecentProof(tx, actor);
    const isTheirs = eq(users.id, userId);
    const [person] = await tx.select().from(users).where(isTheirs).for("no key update");
    if (!person) throw new DomainError("not_signed_in");
    if (person.email === email) throw new DomainError("email_unchanged", { field: "email" });
    await voidLinks(tx, userId, ["change"]);
    const linkId = newId("lnk");
    const purpose = "change" as const;
    await planLink(tx, { id: linkId, userId, purpose, email, formerEmail: person.email });
    await enqueue(tx, sendLinkTask, { linkId, userId, purpose });
  });
}

/** Counts one request, whether or not an account has the address. Throws rate_limited. */
export function countEmailChange(actor: Prover, email: Email): Promise<void> {
  return limitEmailChange(actor.userId, email);
}
