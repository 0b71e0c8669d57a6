import { log } from "#lib/log";
import { handle, type TaskHandler } from "#lib/task";
import { rollUp } from "./roll-up.ts";
import { rollUpTask, verifyLedgerTask } from "./schema.ts";
import { verifyLedger } from "./verify-ledger.ts";

/** What the worker does for the ledger: checkpoints every five minutes, and every night all of it recomputed. */
export const ledgerTasks: readonly TaskHandler[] = [
  handle(rollUpTask, () => rollUp(), { cron: "*/5 * * * *" }),
  handle(verifyLedgerTask, () => verifyAndTell(), { cron: "17 3 * * *" }),
];

/** A ledger that does not add up is nothing to try again: it is for a person to see. */
async function verifyAndTell(): Promise<void> {
  const { mismatches, ...counts } = await verifyLedger();
  if (mismatches.length > 0) log.fatal({ ...counts, mismatches }, "The ledger does not add up");
  else log.info(counts, "The ledger adds up");
}
