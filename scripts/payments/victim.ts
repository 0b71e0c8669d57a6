import { sql } from "drizzle-orm";
import { z } from "zod";
import { getDb } from "#db/client";
import { DomainError } from "#lib/errors";
import { setProvider } from "#lib/payments/find-provider";
import { createStripe } from "#lib/payments/providers/stripe";
import { setClock } from "#lib/time";
import { run, stopSignal } from "../run.ts";
import { STANDIN_KEY, STANDIN_SECRET } from "../stripe/standin.ts";
import { carryOut, type Work } from "./carry-out.ts";
import type { Ended } from "./victims.ts";

/*
 * A process of ours in the proof of payments: does one piece of work after another as it is told, at the moment that it
 * is told, until it is killed.
 */

/** What it is told, and when it is by the proof's clock. */
export type Told = { readonly at: number; readonly work: Work };

const address = z.url().parse(process.argv[2]);

async function end({ at, work }: Told): Promise<Ended> {
  setClock(() => new Date(at));
  try {
    const again = await carryOut(work);
    return { again: again?.getTime() ?? null };
  } catch (error) {
    return { error: String(error), isRefusal: error instanceof DomainError };
  }
}

await run(async () => {
  const stopped = stopSignal();
  const options = { secretKey: STANDIN_KEY, webhookSecret: STANDIN_SECRET, address };
  setProvider(createStripe(options));
  // Connected before anybody kills it.
  await getDb().execute(sql`select 1`);
  process.on("message", (told: Told) => {
    void end(told).then((ended) => process.send?.(ended));
  });
  process.send?.("ready");
  await stopped;
  await globalThis.workhubConnection?.close();
});
process.exit();
