import { setTimeout as sleep } from "node:timers/promises";
import { ulid } from "ulid";
import { getDb } from "#db/client";
import { makeTalk } from "#db/testing/talking";
import type { VerifiedActor } from "#lib/auth/actor";
import { sendMessage } from "#lib/conversations/send-message";
import type { Id } from "#lib/ids";
import { getPageAfter, postUntilStored, signIn } from "./device.ts";
import { compare, type Faults } from "./faults.ts";
import { type Reader, startPolling, startStreaming } from "./reader.ts";
import { until } from "./until.ts";

const WRITERS = 20;
const MESSAGES = 200;
/** This many of the writers commit late: their transaction stays open, and now and then is rolled back. */
const SLOW_WRITERS = 5;
const PAUSE_MS = 20;
const COMMIT_DELAY_MS = 10;
const ROLLBACKS = 0.05;
const CATCH_UP_MS = 60_000;
/** A message that comes twice comes soon. */
const SURPLUS_MS = 500;

/**
 * Twenty devices of two people write into one conversation at once, through two processes and with random delays.
 * Readers that poll, that stream and that turn pages must each end with everything once, in order.
 */
export async function proveOrder(
  processes: readonly string[],
  say: (line: string) => void,
): Promise<Faults> {
  const { conversationId, client, freelancer } = await makeTalk();
  const readers = await startReaders([client, freelancer], processes);
  const sent = new Map<string, string>();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, index) => {
      const actor = index % 2 === 0 ? client : freelancer;
      const device = await signIn(actor, processes[Math.floor(index / 2) % processes.length] ?? "");
      for (let number = 1; number <= MESSAGES; number += 1) {
        const message = { clientId: ulid(), body: `Writer ${index + 1}, message ${number}` };
        await sleep(Math.random() * PAUSE_MS);
        if (index < SLOW_WRITERS) await commitLate(actor, conversationId, message);
        else await postUntilStored(device, conversationId, message);
        sent.set(message.clientId, message.body);
      }
    }),
  );
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  say(`${sent.size} messages by ${WRITERS} writers in ${seconds} s`);
  await until(() => readers.every(({ messages }) => messages.length >= sent.size), CATCH_UP_MS);
  await sleep(SURPLUS_MS);
  for (const reader of readers) reader.stop();

  const device = await signIn(client, processes[0] ?? "");
  const pages: Reader["messages"][number][] = [];
  for (let hasNewer = true; hasNewer; ) {
    const page = await getPageAfter(device, conversationId, pages.at(-1)?.seq ?? 0);
    pages.push(...page.messages);
    hasNewer = page.hasNewer && page.messages.length > 0;
  }
  return compare(sent, [...readers, { name: "turning pages", messages: pages }], say);
}

/** Each of the two people polls one process and streams from the other. */
async function startReaders(people: readonly VerifiedActor[], processes: readonly string[]) {
  const readers: Reader[] = [];
  for (const [index, actor] of people.entries()) {
    const [here, there] = [processes[index % processes.length], processes.at(index - 1)];
    const polling = await signIn(actor, here ?? "");
    const streaming = await signIn(actor, there ?? "");
    readers.push(startPolling(polling, 0, `${actor.role}, polling`));
    readers.push(await startStreaming(streaming, 0, `${actor.role}, streaming`));
  }
  return readers;
}

/** Sends in a transaction that does something else for a while before it commits, or fails and is tried again. */
async function commitLate(
  actor: VerifiedActor,
  conversationId: Id<"cnv">,
  message: { clientId: string; body: string },
): Promise<void> {
  class TakenBack extends Error {}
  for (;;) {
    try {
      return await getDb().transaction(async (tx) => {
        await sendMessage(actor, { conversationId, ...message, fileIds: [] }, tx);
        await sleep(Math.random() * COMMIT_DELAY_MS);
        if (Math.random() < ROLLBACKS) throw new TakenBack();
      });
    } catch (error) {
      if (!(error instanceof TakenBack)) throw error;
    }
  }
}
