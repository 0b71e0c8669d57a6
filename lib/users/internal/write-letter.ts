import type { Tx } from "#db/client";
import { houseName } from "#lib/house";
import type { Id } from "#lib/ids";
import { writeMail } from "#lib/mail/write-mail";
import type { LinkPurpose } from "../schema.ts";
import { LETTERS } from "./letters.ts";

type Written = {
  readonly person: { readonly userId: Id<"usr">; readonly name: string };
  /** Where it goes: not always the address that the account has. */
  readonly address: string;
} & (
  | { readonly purpose: LinkPurpose | "appointed"; readonly token: string }
  | { readonly purpose: "known"; readonly token?: undefined }
);

/** Writes the mail about an account that has this purpose. */
export async function writeLetter(tx: Tx, written: Written): Promise<void> {
  const { purpose, token, person, address } = written;
  const { page, button, subject, todo, sentence, why } = LETTERS[purpose];
  const named = (text: string) => text.replaceAll("{house}", houseName());
  const letter = { subject: named(subject), todo, sentence: named(sentence), why: named(why) };
  const path = token === undefined ? page : `${page}?token=${token}`;
  const to = { userId: person.userId, name: person.name, address };
  await writeMail({ ...letter, to, button: { label: button, path }, secret: token ?? null }, tx);
}
