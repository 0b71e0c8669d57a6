import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach } from "vitest";
import { setProvider } from "#lib/payments/find-provider";
import type { PaymentProvider, ProviderReport } from "#lib/payments/provider";
import { createSandboxBank } from "#lib/payments/providers/sandbox";
import { setClock } from "#lib/time";
import { getDb } from "../client.ts";

const PATIENCE = 200;
const STARTED_AT = new Date("2026-11-20T09:00:00Z");

export type TestBank = {
  /** Calls that reached the bank. */
  readonly calls: string[];
  /** The next call never reaches the bank, or its answer never comes back. */
  failNext(how: "unreachable" | "answer_lost"): void;
  /** Moves the clock forward; the sandbox settles cards after 2 s and payouts after 60 s. */
  passSeconds(seconds: number): void;
  now(): Date;
};

/**
 * The sandbox bank as the provider for every test in a file, on a clock that only the test moves. A call made while a
 * transaction of the test's database waits inside would be a call under a lock: it throws.
 */
export function useTestBank(): TestBank {
  let at = STARTED_AT;
  let failure: "unreachable" | "answer_lost" | null = null;
  const calls: string[] = [];
  const sandbox = createSandboxBank({ cardSettlesAfterMs: 2_000, payoutSettlesAfterMs: 60_000 });

  async function reach<T extends ProviderReport | null>(name: string, call: () => Promise<T>) {
    const now = failure;
    failure = null;
    await requireNoOpenTransaction(name);
    if (now === "unreachable") throw new Error("The bank cannot be reached");
    calls.push(name);
    const report = await call();
    if (now === "answer_lost") throw new Error("The bank's answer was lost");
    return report;
  }

  const bank: PaymentProvider = {
    ...sandbox,
    createOrder: (order) => reach("create", () => sandbox.createOrder(order)),
    findOrder: (...order) => reach("find", () => sandbox.findOrder(...order)),
    endOrder: (...order) => reach("end", () => sandbox.endOrder(...order)),
  };
  const restore: (() => void)[] = [];
  beforeEach(() => {
    at = STARTED_AT;
    failure = null;
    calls.length = 0;
    restore.push(
      setProvider(bank),
      setClock(() => at),
    );
  });
  afterEach(() => {
    for (const undo of restore.splice(0)) undo();
  });
  return {
    calls,
    failNext: (how) => {
      failure = how;
    },
    passSeconds: (seconds) => {
      at = new Date(at.getTime() + seconds * 1000);
    },
    now: () => at,
  };
}

/**
 * Waits until every transaction that is open now has ended. One that the caller itself holds never ends while it waits
 * for the bank, so it is noticed; those of other callers end.
 */
async function requireNoOpenTransaction(call: string): Promise<void> {
  const open = new Set(await listOpenTransactions());
  for (let tries = 0; open.size > 0; tries++) {
    if (tries > PATIENCE) throw new Error(`The bank was asked to ${call} inside a transaction`);
    await sleep(10);
    const still = new Set(await listOpenTransactions());
    for (const transaction of open) if (!still.has(transaction)) open.delete(transaction);
  }
}

async function listOpenTransactions(): Promise<string[]> {
  const rows = await getDb().execute<{ transaction: string }>(
    `select pid || ' ' || xact_start as transaction from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`,
  );
  return rows.map((row) => row.transaction);
}
