import { boolean, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { count, id, moment } from "../columns.ts";
import { users } from "./users.ts";

/** A person's authenticator app: what it and WorkHub both know, and with that the codes of every half minute (RFC 6238). */
export const totpFactors = pgTable("totp_factors", {
  userId: id("usr")
    .primaryKey()
    .references(() => users.id),
  /** Sealed with our key: the database alone does not give it away. */
  sealedSecret: text().notNull(),
  /** Asked for at signing in from then on: a first code has shown that the app has the secret. */
  isOn: boolean().notNull(),
  /** The half minute of the last code that was used. None of it or of an earlier one is taken again. */
  lastStep: count().notNull(),
  createdAt: moment().notNull(),
});

/** What lets a person in when the app is lost: ten codes, each once. Only their slow hashes are kept. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    hash: text().notNull(),
    /** The same for all ten, so that what is typed is hashed once. */
    salt: text().notNull(),
    usedAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.hash] })],
);
