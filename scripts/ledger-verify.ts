import { existsSync } from "node:fs";
import { sql } from "drizzle-orm";
import { connect, useConnection } from "#db/client";
import { inspectDatabase, markPooled, placeOf } from "#db/inspect";
import { SYSTEM } from "#lib/auth/actor";
import { type Env, getEnv } from "#lib/env";
import { StartError } from "#lib/errors";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { plainMessage } from "#lib/log";
import { cents, currencyOf, formatCents } from "#lib/money";
import { listProviders } from "#lib/payments/find-provider";
import type { PaymentProvider } from "#lib/payments/provider";
import { reportOutside } from "#lib/payments/queries/outside-report";
import { embeddedFolder, openDatabase } from "./database.ts";
import { run } from "./run.ts";

/*
 * `npm run ledger:verify`: recomputes every balance, hold and hash from the entries, in the database that DATABASE_URL
 * names or in the embedded one, and holds our account of each payment provider against what it lists. Changes nothing.
 * Exit code 1 when anything differs.
 */
async function main(): Promise<void> {
  const env = getEnv();
  if (!env.DATABASE_URL && !existsSync(embeddedFolder(env))) {
    throw new StartError(`There is no database in ${env.DATA_DIR} yet: run npm start first.`);
  }
  const database = await openDatabase(env);
  try {
    await verify(database.ownerUrl, env);
  } finally {
    await database.close();
  }
}

async function verify(ownerUrl: string, env: Env): Promise<void> {
  const { isPooled } = await inspectDatabase(ownerUrl);
  const connection = connect(isPooled ? markPooled(ownerUrl) : ownerUrl, {
    max: 1,
    name: "workhub-ledger-verify",
  });
  useConnection(connection);
  try {
    const [ledger] = await connection.db.execute(sql`select to_regclass('ledger.entries') as name`);
    if (!ledger?.name) {
      const place = env.DATABASE_URL ? placeOf(env.DATABASE_URL) : env.DATA_DIR;
      throw new StartError(`There is no ledger in the database at ${place}.`);
    }
    const { accounts, transfers, entries, mismatches } = await verifyLedger();
    console.log(`accounts ${accounts}\ntransfers ${transfers}\nentries ${entries}`);
    for (const { check, subject, expected, found } of mismatches) {
      console.log(`mismatch: ${check}: ${subject}: expected ${expected}, found ${found}`);
    }
    console.log(`mismatches ${mismatches.length}`);
    if (mismatches.length > 0) process.exitCode = 1;
    for (const provider of listProviders()) await verifyOutside(provider);
  } finally {
    await connection.close();
  }
}

/** Our account of a provider, in its own currencies, and what is not as it must be there. */
async function verifyOutside(provider: PaymentProvider): Promise<void> {
  const { name } = provider;
  try {
    const { totals, reconciledAt, newCount, problems } = await reportOutside(SYSTEM, provider);
    for (const { currency, ours, theirs } of totals) {
      const at = reconciledAt ? `reconciled ${reconciledAt.toISOString()}` : "never reconciled";
      const text = (minor: number) => formatCents(cents(minor), { currency: currencyOf(currency) });
      console.log(
        `outside ${name}: ours ${text(ours)}, theirs ${text(theirs)}, ${at}, ${newCount} newer`,
      );
    }
    for (const problem of problems) console.log(`difference: outside ${name}: ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  } catch (error) {
    console.log(`outside ${name}: could not be asked: ${plainMessage(error)}`);
    process.exitCode = 1;
  }
}

await run(main);
process.exit();
