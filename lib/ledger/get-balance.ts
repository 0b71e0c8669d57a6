import { and, eq, sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import { accounts } from "#db/schema";
import { type Cents, cents } from "#lib/money";
import type { AccountRef, HoldView } from "./schema.ts";

/** What the account holds now; zero when it was never opened. */
export async function getBalance(reader: Reader, { kind, owner }: AccountRef): Promise<Cents> {
  const [account] = await reader
    .select({ balance: accounts.balance })
    .from(accounts)
    .where(and(eq(accounts.kind, kind), eq(accounts.owner, owner)));
  return account?.balance ?? cents(0);
}

/** What an account that everybody touches holds: its checkpoint and the entries since. */
export async function getSharedBalance(
  reader: Reader,
  { kind, owner }: { kind: "platform" | "external"; owner: string },
): Promise<Cents> {
  const [account] = await reader
    .select({ balance: sql<string>`ledger.balance(${accounts.id})` })
    .from(accounts)
    .where(and(eq(accounts.kind, kind), eq(accounts.owner, owner)));
  return cents(account?.balance ?? 0);
}

/** The terms and the rest of one hold; null when nothing was ever held for it. */
export async function getHold(reader: Reader, holdFor: string): Promise<HoldView | null> {
  const [hold] = await reader
    .select({
      heldCents: accounts.held,
      releasedCents: accounts.released,
      refundedCents: accounts.refunded,
      remainingCents: accounts.balance,
    })
    .from(accounts)
    .where(and(eq(accounts.kind, "hold"), eq(accounts.owner, holdFor)));
  return hold ?? null;
}
