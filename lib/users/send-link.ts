import { eq } from "drizzle-orm";
import { inTransaction, type Tx } from "#db/client";
import { users } from "#db/schema";
import { writeMail } from "#lib/mail/write-mail";
import { LINK_LETTERS } from "./internal/link-letters.ts";
import { makeLink } from "./internal/mail-links.ts";
import { type SendLinkInput, sendLinkInput } from "./schema.ts";

/** Makes a link and writes the mail with it, once for each `linkId`; nothing where there is nobody to send it to. */
export async function sendLink(input: SendLinkInput, tx?: Tx): Promise<void> {
  const { linkId, userId, purpose } = sendLinkInput.parse(input);
  if (userId === null) return;
  await inTransaction(tx, async (tx) => {
    const [person] = await tx
      .select({
        name: users.name,
        email: users.email,
        verifiedAt: users.emailVerifiedAt,
        leftAt: users.leftAt,
      })
      .from(users)
      .where(eq(users.id, userId));
    if (!person || person.leftAt || (purpose === "verify" && person.verifiedAt)) return;
    const { name, email } = person;
    const token = await makeLink(tx, { id: linkId, userId, purpose, email });
    if (token === null) return;
    const { page, button, ...letter } = LINK_LETTERS[purpose];
    await writeMail(
      {
        ...letter,
        to: { userId, name, address: email },
        button: { label: button, path: `${page}?token=${token}` },
        secret: token,
      },
      tx,
    );
  });
}
