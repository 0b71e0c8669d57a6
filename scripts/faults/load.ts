import { setTimeout as sleep } from "node:timers/promises";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { makeTalk, type Talk } from "#db/testing/talking";
import type { Id } from "#lib/ids";
import type { Books } from "./books.ts";
import { type Pair, travel } from "./journey.ts";
import { Refused, seat, write } from "./person.ts";

const PAIRS = 4;
const MESSAGE_PAUSE_MS = 150;
const REFUSED_PAUSE_MS = 1_000;
/** By then every journey that was begun has ended. */
const END_MS = 180_000;

export type Load = {
  readonly conversations: readonly Id<"cnv">[];
  /** How many journeys went from the wallet to the review. */
  journeys(): number;
  /** Ends once every journey and message that was begun is through. Throws when one is stuck. */
  stop(): Promise<void>;
};

export type Talking = Pair & { readonly talk: Talk };

/** People who pay, work and write without a pause, and try again until they have an answer. */
export async function startLoad(address: string, books: Books): Promise<Load> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const pairs = await Promise.all(Array.from({ length: PAIRS }, () => seatPair(address, books)));
  let journeys = 0;
  const keepOn = (work: (number: number) => Promise<void>) => repeat(work, books, signal);
  const loops = pairs.flatMap(({ client, freelancer, talk: { conversationId } }) => [
    ...[client, freelancer].map((person) =>
      keepOn(async () => {
        await write(person, conversationId);
        await sleep(MESSAGE_PAUSE_MS);
      }),
    ),
    keepOn(async (number) => {
      await travel({ client, freelancer }, number);
      journeys += 1;
    }),
  ]);
  const all = Promise.all(loops);
  // Heard at the end, and not as an unhandled rejection before.
  all.catch(() => {});
  return {
    conversations: pairs.map(({ talk }) => talk.conversationId),
    journeys: () => journeys,
    async stop() {
      stopping.abort();
      const timer = new AbortController();
      const late = sleep(END_MS, "late" as const, { signal: timer.signal });
      const end = await Promise.race([all, late]).finally(() => timer.abort());
      if (end === "late") throw new Error("Somebody waits for an answer that does not come");
    },
  };
}

/** Two people with a conversation, each at a browser. */
export async function seatPair(address: string, books: Books): Promise<Talking> {
  const talk = await makeTalk({ client: await makeClient(), freelancer: await makeFreelancer() });
  const [client, freelancer] = await Promise.all([
    seat(talk.client, address, books),
    seat(talk.freelancer, address, books),
  ]);
  return { talk, client, freelancer };
}

/** Again and again until `signal`. What is refused is noted, and the next time begins anew. */
async function repeat(
  work: (number: number) => Promise<void>,
  books: Books,
  signal: AbortSignal,
): Promise<void> {
  for (let number = 1; !signal.aborted; number += 1) {
    try {
      await work(number);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      books.refuse(error.message);
      await sleep(REFUSED_PAUSE_MS);
    }
  }
}
