import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { allowMinutes, connect, type Tx, useConnection } from "#db/client";
import { sessions, users } from "#db/schema";
import { hashPassword, verifyPassword } from "#lib/auth/password";
import { type Env, isPublic } from "#lib/env";

const accountsSchema = z.array(
  z.object({ role: z.string(), email: z.string(), password: z.string() }),
);
export type Account = z.infer<typeof accountsSchema>[number];

/**
 * Fills a database without people, in one transaction: a start that is cut short leaves nothing behind, and when two
 * processes start at once, one fills it and the other waits.
 *
 * @returns the accounts to sign in with, as far as they are known
 */
export async function seedOnce(env: Env): Promise<readonly Account[]> {
  const appUrl = process.env.DATABASE_APP_URL;
  if (!appUrl) throw new Error("The database must be prepared before it is filled");
  const own = connect(appUrl, { max: 1, name: "workhub-seed" });
  try {
    return await own.db.transaction(async (tx) => {
      await allowMinutes(tx, 30);
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext('workhub seed'))`);
      const [somebody] = await tx.execute(sql`select 1 from users limit 1`);
      if (somebody) return await knownAccounts(tx, env);
      const previous = useConnection({ ...own, db: tx });
      try {
        // Loaded only here, because the demo's texts are long and needed once.
        const { seed } = await import("#db/seed/seed");
        const { accounts } = await seed({ demo: env.DEMO, isPublic: isPublic(env) });
        if (env.DEMO) keepAccounts(env, accounts);
        return accounts;
      } finally {
        useConnection(previous);
      }
    });
  } finally {
    await own.close();
  }
}

/** The demo's accounts, if they were made in this database. */
async function knownAccounts(tx: Tx, env: Env): Promise<readonly Account[]> {
  const file = accountsFile(env);
  if (!existsSync(file)) return [];
  const accounts = accountsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const [first] = accounts;
  const [match] = await tx.execute(sql`select 1 from users where email = ${first?.email ?? ""}`);
  if (!match) return [];
  return isPublic(env) ? await lockOutStrangers(tx, env, accounts) : accounts;
}

/**
 * A demo that was made in private has an admin whose password everyone knows. On a public instance it gets a new one,
 * which is shown once, and anyone signed in as admin is signed out.
 */
async function lockOutStrangers(
  tx: Tx,
  env: Env,
  accounts: readonly Account[],
): Promise<readonly Account[]> {
  const admin = accounts.find(({ role }) => role === "admin");
  if (!admin) return accounts;
  keepAccounts(env, accounts);
  const [person] = await tx
    .select({ id: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, admin.email));
  const others = accounts.filter((account) => account !== admin);
  if (!person || !(await verifyPassword(person.passwordHash, admin.password))) return others;
  const password = randomBytes(16).toString("base64url");
  const passwordHash = await hashPassword(password);
  await tx.update(users).set({ passwordHash }).where(eq(users.id, person.id));
  await tx.delete(sessions).where(eq(sessions.userId, person.id));
  return [...others, { ...admin, password }];
}

/** For the next start to show again; never the password of a public instance's admin. */
function keepAccounts(env: Env, accounts: readonly Account[]): void {
  const kept = isPublic(env) ? accounts.filter(({ role }) => role !== "admin") : accounts;
  writeFileSync(accountsFile(env), `${JSON.stringify(kept, null, 2)}\n`);
}

function accountsFile(env: Env): string {
  return join(env.DATA_DIR, "demo-accounts.json");
}
