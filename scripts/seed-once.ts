import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { and, eq, inArray, like, ne, sql } from "drizzle-orm";
import { z } from "zod";
import { allowMinutes, type Connection, connect, type Tx, useConnection } from "#db/client";
import { sessions, users } from "#db/schema";
import { makePassword } from "#db/seed/make-password";
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
  const own = connect(appUrl, { max: 2, name: "workhub-seed" });
  try {
    // Held until the file says what was committed: written too early, it could leave known passwords in a public instance.
    return await own.db.transaction(async (lock) => {
      await allowMinutes(lock, 30);
      await lock.execute(sql`select pg_advisory_xact_lock(hashtext('workhub seed'))`);
      const { accounts, isNew } = await own.db.transaction((tx) => fillOnce(own, tx, env));
      if (isNew) keepAccounts(env, accounts);
      return accounts;
    });
  } finally {
    await own.close();
  }
}

async function fillOnce(own: Connection, tx: Tx, env: Env): Promise<Known> {
  await allowMinutes(tx, 30);
  const [somebody] = await tx.execute(sql`select 1 from users limit 1`);
  if (somebody) return knownAccounts(tx, env);
  const previous = useConnection({ ...own, db: tx });
  try {
    // Loaded only here, because the demo's texts are long and needed once.
    const { seed } = await import("#db/seed/seed");
    const { accounts } = await seed({ demo: env.DEMO, isPublic: isPublic(env) });
    return { accounts, isNew: env.DEMO };
  } finally {
    useConnection(previous);
  }
}

type Known = {
  readonly accounts: readonly Account[];
  /** The file of accounts does not say this yet. */
  readonly isNew: boolean;
};

const NOBODY: Known = { accounts: [], isNew: false };

/** The demo's accounts, if they were made in this database. */
async function knownAccounts(tx: Tx, env: Env): Promise<Known> {
  const file = accountsFile(env);
  if (!existsSync(file)) return NOBODY;
  const accounts = accountsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  const [first] = accounts;
  const [match] = await tx.execute(sql`select 1 from users where email = ${first?.email ?? ""}`);
  if (!match) return NOBODY;
  return isPublic(env) ? lockOutStrangers(tx, accounts) : { accounts, isNew: false };
}

/**
 * A demo that was made in private has people whose password everyone knows. On a public instance they get new ones, and
 * whoever is signed in as one of them is signed out. The admin's is shown once.
 */
async function lockOutStrangers(tx: Tx, accounts: readonly Account[]): Promise<Known> {
  const admin = accounts.find(({ role }) => role === "admin");
  if (!admin) return { accounts, isNew: false };
  const peoplePassword = makePassword();
  const changed = [
    ...(await replacePassword(tx, { known: admin.password, anew: peoplePassword }, "people")),
    ...(await replacePassword(tx, { known: admin.password, anew: makePassword() }, "admin")),
  ];
  // Whoever has chosen a password of their own meanwhile keeps it, and nobody else knows it.
  const shown = accounts.flatMap(({ role, email }) =>
    changed.filter((one) => one.email === email).map(({ password }) => ({ role, email, password })),
  );
  return { accounts: shown, isNew: true };
}

/** For the demo's people, or its admin, who still have the known password. Returns whom it concerned. */
async function replacePassword(
  tx: Tx,
  { known, anew }: { known: string; anew: string },
  whose: "people" | "admin",
): Promise<{ email: string; password: string }[]> {
  const isTheirs = and(
    like(users.email, "%@example.com"),
    whose === "admin" ? eq(users.role, "admin") : ne(users.role, "admin"),
  );
  const hashes = await tx.selectDistinct({ hash: users.passwordHash }).from(users).where(isTheirs);
  const passwordHash = await hashPassword(anew);
  const concerned: { email: string; password: string }[] = [];
  for (const { hash } of hashes) {
    if (!(await verifyPassword(hash, known))) continue;
    const changed = await tx
      .update(users)
      .set({ passwordHash })
      .where(and(isTheirs, eq(users.passwordHash, hash)))
      .returning({ id: users.id, email: users.email });
    const ids = changed.map(({ id }) => id);
    await tx.delete(sessions).where(inArray(sessions.userId, ids));
    concerned.push(...changed.map(({ email }) => ({ email, password: anew })));
  }
  return concerned;
}

/** For the next start to show again; never the password of a public instance's admin. */
function keepAccounts(env: Env, accounts: readonly Account[]): void {
  const kept = isPublic(env) ? accounts.filter(({ role }) => role !== "admin") : accounts;
  writeFileSync(accountsFile(env), `${JSON.stringify(kept, null, 2)}\n`);
}

function accountsFile(env: Env): string {
  return join(env.DATA_DIR, "demo-accounts.json");
}
