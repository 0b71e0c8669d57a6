import { eq } from "drizzle-orm";
import { getDb, inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import { limitKnown } from "#lib/auth/limits";
import { enqueue } from "#lib/edge/task";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { FIRST_PASSWORD_MS, isHeldForUndo, makeLink, sendPlanned } from "./internal/mail-links.ts";
import { writeLetter } from "./internal/write-letter.ts";
import { type SendLinkInput, sendLinkInput, sendLinkTask } from "./schema.ts";

/**
 * Makes a link and writes the mail with it, once for each `linkId`; nothing where there is nobody to send it to. Throws
 * rate_limited when somebody was told often enough that their address is known.
 */
export async function sendLink(input: SendLinkInput, tx?: Tx): Promise<void> {
  const { linkId, userId, purpose } = sendLinkInput.parse(input);
  if (userId === null) return;
  if (purpose === "known") return tellKnown(userId, tx);
  await inTransaction(tx, async (tx) => {
    const person = await findPerson(tx, userId);
    if (!person) return;
    if (purpose === "change") return sendChange(tx, linkId, person);
    if (purpose === "verify" && person.verifiedAt) return;
    const token = await makeLink(tx, {
      id: linkId,
      userId,
      email: person.email,
      ...kindOf(purpose),
    });
    if (token) await writeLetter(tx, { purpose, person, address: person.email, token });
  });
}

/** A first password is chosen on the page for new ones. */
function kindOf(purpose: "reset" | "verify" | "appointed") {
  return purpose === "appointed"
    ? ({ purpose: "reset", lifetimeMs: FIRST_PASSWORD_MS } as const)
    : { purpose };
}

type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

async function findPerson(tx: Tx, userId: Id<"usr">) {
  const { id, name, email, emailVerifiedAt, leftAt } = users;
  const [person] = await tx
    .select({ userId: id, name, email, verifiedAt: emailVerifiedAt, leftAt })
    .from(users)
    .where(eq(id, userId));
  return person?.leftAt === null ? person : undefined;
}

/** Goes to the new address; where that belongs to another account, that one is told instead. */
async function sendChange(tx: Tx, linkId: Id<"lnk">, person: Person): Promise<void> {
  const planned = await sendPlanned(tx, linkId);
  if (!planned) return;
  const { token, link } = planned;
  const [owner] = await tx
    .select({ userId: users.id })
    .from(users)
    .where(eq(users.email, link.email));
  if (owner) {
    const task = { linkId: newId("lnk"), userId: owner.userId, purpose: "known" } as const;
    await enqueue(tx, sendLinkTask, task);
    return;
  }
  if (await isHeldForUndo(tx, link.email, person.userId)) return;
  await writeLetter(tx, { purpose: "change", person, address: link.email, token });
}

/** Counted before the transaction: what was refused stays counted. */
async function tellKnown(userId: Id<"usr">, tx?: Tx): Promise<void> {
  const [known] = await getDb().select({ id: users.id }).from(users).where(eq(users.id, userId));
  if (!known) return;
  await limitKnown(userId);
  await inTransaction(tx, async (tx) => {
    const person = await findPerson(tx, userId);
    if (person) await writeLetter(tx, { purpose: "known", person, address: person.email });
  });
}
