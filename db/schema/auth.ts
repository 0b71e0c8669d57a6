import { boolean, check, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytes, count, id, moment, oneOf } from "../columns.ts";
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

/** A key in a person's device or password manager, by which they sign in without a password (WebAuthn). */
export const passkeys = pgTable(
  "passkeys",
  {
    /** The device's own name for it, in base64url. */
    id: text().primaryKey(),
    userId: id("usr")
      .notNull()
      .references(() => users.id),
    /** The public half, as the device gave it (COSE). */
    publicKey: bytes().notNull(),
    /** How often it was used, if its device counts; a lower number than before is a copy. */
    counter: count().notNull(),
    transports: text().array().notNull(),
    /** Where it was made, as the browser described itself. */
    madeOn: text(),
    createdAt: moment().notNull(),
    lastUsedAt: moment(),
  },
  (table) => [index("passkeys_user").on(table.userId)],
);

export const PASSKEY_PURPOSES = ["add", "sign_in", "prove"] as const;

/** What a passkey was asked to sign. Whoever answers takes it away, so each works once. */
export const passkeyChallenges = pgTable(
  "passkey_challenges",
  {
    challenge: text().primaryKey(),
    purpose: text({ enum: PASSKEY_PURPOSES }).notNull(),
    /** For whom it was made; null for signing in, when nobody is known yet. */
    userId: id("usr").references(() => users.id),
    expiresAt: moment().notNull(),
  },
  (table) => [
    check("passkey_challenges_purpose", oneOf(table.purpose, PASSKEY_PURPOSES)),
    index("passkey_challenges_expires").on(table.expiresAt),
  ],
);
