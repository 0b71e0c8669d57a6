import { sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { type Reader, startStreaming } from "../messages/reader.ts";
import { until } from "../messages/until.ts";
import type { Books } from "./books.ts";
import { send } from "./form.ts";
import type { House } from "./house.ts";
import { seatPair, type Talking } from "./load.ts";
import { untilKnown, untilTrue, write } from "./person.ts";

const PATIENCE_MS = 60_000;
const LOOK_MS = 50;

/** How long after a fault everything worked again, in milliseconds. */
export type Recovery = {
  /** Every process runs, and the app says that it can serve. */
  readonly serves: number;
  /** A stream that was open before announced a message that was written after. */
  readonly streams: number;
  /** A background task that was begun after was carried out. */
  readonly works: number;
};

/** Two people who look whether everything works. */
export type Pulse = {
  /** Looks until it does. `since` in `performance.now()` milliseconds. Throws when it takes a minute. */
  feel(since: number): Promise<Recovery>;
  stop(): void;
};

export async function startPulse(house: House, books: Books): Promise<Pulse> {
  const pair = await seatPair(house.address, books);
  const reader = await startStreaming(pair.freelancer.device, 0, "the pulse");
  let beats = 0;
  return {
    async feel(since) {
      beats += 1;
      const within = <T>(work: Promise<T>) => inTime(work, since);
      const [serves, streams, works] = await Promise.all([
        within(untilTrue(() => house.isWhole())),
        within(hearMessage(pair, reader)),
        within(haveWorkDone(pair, beats)),
      ]);
      return { serves, streams, works };
    },
    stop: reader.stop,
  };
}

async function inTime(work: Promise<unknown>, since: number): Promise<number> {
  let isDone = false;
  const done = work.then(() => {
    isDone = true;
    return Math.round(performance.now() - since);
  });
  const late = until(() => isDone, PATIENCE_MS).then(() => null);
  const ms = await Promise.race([done, late]);
  if (ms === null && !isDone) throw new Error("Nothing recovered within a minute");
  return done;
}

async function hearMessage({ client, talk }: Talking, reader: Reader): Promise<void> {
  const sent = await write(client, talk.conversationId);
  while (!reader.messages.some(({ clientId }) => clientId === sent)) {
    await until(() => reader.messages.some(({ clientId }) => clientId === sent), LOOK_MS);
  }
}

/** The bank hears of a payment only through the worker. */
async function haveWorkDone({ client }: Talking, beat: number): Promise<void> {
  const { userId } = client.actor;
  const amountCents = 1_000 + beat;
  await send(
    client,
    {
      action: "(workspace)/wallet/add-funds#addFundsAction",
      path: "/wallet/add-funds",
      fields: { amountCents: (amountCents / 100).toFixed(2), card: "card_4242", hire: "" },
      makes: `deposit ${userId} ${amountCents}`,
    },
    "asks",
  );
  await untilTrue(async () => {
    const [row] = await untilKnown(() =>
      getDb().execute<{ status: string }>(sql`
        select status from payments where user_id = ${userId} and amount_cents = ${amountCents}`),
    );
    return row !== undefined && row.status !== "created";
  });
}
