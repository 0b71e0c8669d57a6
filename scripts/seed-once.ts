import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { connect, type Tx, useConnection } from "#db/client";
import type { Env } from "#lib/env";

const accountsSchema = z.array(
  z.object({ role: z.string(), email: z.string(), password: z.string() }),
);
export type Account = z.infer<typeof accountsSchema>[number];

/**
 * Fills a database that has nobody in it yet, in one transaction: a start that is cut short leaves
 * nothing behind, and of two processes that start at once one fills it and the other waits.
 *
 * @returns the accounts to sign in with, as far as they are known
 */
export async function seedOnce(env: Env): Promise<readonly Account[]> {
  const appUrl = process.env.DATABASE_APP_URL;
  if (!appUrl) throw new Error("The database must be prepared before it is filled");
  const own = connect(appUrl, { max: 1, name: "workhub-seed" });
  try {
    return await own.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext('workhub seed'))`);
      const [somebody] = await tx.execute(sql`select 1 from users limit 1`);
      if (somebody) return await knownAccounts(tx, env);
      const previous = useConnection({ ...own, db: tx });
      try {
        // Only here, because the demo's texts are long and needed once.
        const { seed } = await import("#db/seed/seed");
        const { accounts } = await seed({ demo: env.DEMO });
        if (env.DEMO) writeFileSync(accountsFile(env), `${JSON.stringify(accounts, null, 2)}\n`);
        return accounts;
      } finally {
        useConnection(previous);
      }
    });
  } finally {
    await own.close();
  }
}

/** The demo's accounts, when it is this database that they were made in. */
async function knownAccounts(tx: Tx, env: Env): Promise<readonly Account[]> {
  const file = accountsFile(env);
  if (!existsSync(file)) return [];
  const accounts = accountsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const [first] = accounts;
  const [match] = await tx.execute(sql`select 1 from users where email = ${first?.email ?? ""}`);
  return match ? accounts : [];
}

function accountsFile(env: Env): string {
  return join(env.DATA_DIR, "demo-accounts.json");
}
