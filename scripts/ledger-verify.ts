import { existsSync } from "node:fs";
import { sql } from "drizzle-orm";
import { connect, useConnection } from "#db/client";
import { inspectDatabase, markPooled, placeOf } from "#db/inspect";
import { type Env, getEnv } from "#lib/env";
import { StartError } from "#lib/errors";
import { verifyLedger } from "#lib/ledger/verify-ledger";
import { embeddedFolder, openDatabase } from "./database.ts";
import { run } from "./run.ts";

/*
 * `npm run ledger:verify`: recomputes every balance, hold and hash from the entries, in the database that DATABASE_URL
 * names or in the embedded one. Changes nothing. Exit code 1 when anything differs.
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
  } finally {
    await connection.close();
  }
}

await run(main);
process.exit();
