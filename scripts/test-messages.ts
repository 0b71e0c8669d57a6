import { runInboxModel } from "#db/testing/inbox-model";
import { StartError } from "#lib/errors";
import { addFaults } from "./messages/faults.ts";
import { proveClientId } from "./messages/prove-client-id.ts";
import { proveCuts } from "./messages/prove-cuts.ts";
import { proveOrder } from "./messages/prove-order.ts";
import { proveShutdown } from "./messages/prove-shutdown.ts";
import { run, stopSignal } from "./run.ts";
import { openStage, type Stage } from "./stage.ts";

/*
 * `npm run test:messages`: the promises of conversations, proved over HTTP against two processes of the production
 * build on one PostgreSQL. The last line is one line of JSON. Exit code 1 when a promise is broken.
 */

const OPERATIONS = 10_000;

const say = (line: string) => console.log(line);

async function prove(stage: Stage) {
  const [first, second] = [await stage.startApp(), await stage.startApp()];
  const processes = [first.address, second.address];
  const order = await proveOrder(processes, say);
  const { clientIdConflicts, ...once } = await proveClientId(processes, say);
  const { cuts, ...cutFaults } = await proveCuts(processes, say);
  const unreadMismatches = await countMismatches();
  const { streams, shutdownMs, catchUpMs, ok, ...stopFaults } = await proveShutdown(
    first,
    second,
    say,
  );
  const faults = addFaults([order, cutFaults, stopFaults]);
  return {
    ...faults,
    duplicated: faults.duplicated + once.duplicated,
    unreadMismatches,
    clientIdConflicts,
    cuts,
    streams,
    shutdownMs,
    catchUpMs,
    ok: ok && once.ok,
  };
}

/** The model stops at the first mismatch, and names the seed and the operation. */
async function countMismatches(): Promise<number> {
  try {
    const model = await runInboxModel({ operations: OPERATIONS, seed: Date.now() });
    say(`${OPERATIONS} random operations against a model: ${JSON.stringify(model)}`);
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  }
}

async function main(): Promise<void> {
  const stopped = stopSignal().then(() => {
    throw new StartError("Stopped before everything was proved.");
  });
  const stage = await openStage(say);
  const { ok, ...figures } = await Promise.race([prove(stage), stopped]).finally(stage.close);
  const { lost, duplicated, outOfOrder, unreadMismatches } = figures;
  const isGood = ok && lost + duplicated + outOfOrder + unreadMismatches === 0;
  process.exitCode = isGood ? 0 : 1;
  console.log(JSON.stringify({ ...figures, ok: isGood }));
}

await run(main);
process.exit();
