import { setTimeout as sleep } from "node:timers/promises";
import { ulid } from "ulid";
import { makeClient } from "#db/testing/factories";
import { makeTalk } from "#db/testing/talking";
import { sendMessage } from "#lib/conversations/send-message";
import type { App } from "../stage.ts";
import { signIn } from "./device.ts";
import { addFaults, type Faults, findFaults } from "./faults.ts";
import { startPolling, startStreaming } from "./reader.ts";
import { startProxy } from "./round-robin-proxy.ts";
import { until } from "./until.ts";

const STREAMS = 200;
/** People who keep asking over open connections: they must not keep the process alive. */
const POLLERS = 5;
const OPENED_AT_ONCE = 20;
const SHUTDOWN_MS = 10_000;
const CATCH_UP_MS = 5_000;

export type Shutdown = Faults & {
  readonly streams: number;
  /** From SIGTERM until the process has ended. */
  readonly shutdownMs: number;
  /** From SIGTERM until everyone has received, through the other process's stream, what was written after it. */
  readonly catchUpMs: number;
  readonly ok: boolean;
};

/**
 * Two hundred people have a stream to one process, through the balancer. It gets SIGTERM, and at that moment a message
 * is sent to each of them. It must end, and all of them must learn of the message through the other process.
 */
export async function proveShutdown(
  stopped: App,
  other: App,
  say: (line: string) => void,
): Promise<Shutdown> {
  const proxy = await startProxy([stopped.address]);
  const client = await makeClient();
  const talks = await inGroups(STREAMS, () => makeTalk({ client }));
  const readers = await inGroups(STREAMS, async (index) => {
    const talk = talks[index];
    if (!talk) throw new Error("There is no conversation");
    return startStreaming(await signIn(talk.freelancer, proxy.address), 0, "stream");
  });
  const polling = await Promise.all(
    Array.from({ length: POLLERS }, async () =>
      startPolling(await signIn(client, proxy.address), 0, "poll"),
    ),
  );
  await sleep(500);

  proxy.setTargets([stopped.address, other.address]);
  const start = performance.now();
  const since = () => Math.round(performance.now() - start);
  const ended = stopped.child.stop(2 * SHUTDOWN_MS).then(since);
  const sent = talks.map(({ conversationId }) => ({
    conversationId,
    clientId: ulid(),
    body: "Written while one process stops",
  }));
  for (const message of sent) await sendMessage(client, { ...message, fileIds: [] });
  await until(() => readers.every(({ messages }) => messages.length > 0), 4 * CATCH_UP_MS);
  const catchUpMs = since();
  const shutdownMs = await ended;

  for (const reader of [...readers, ...polling]) reader.stop();
  await proxy.close();
  const faults = addFaults(
    readers.map(({ messages }, index) => {
      const { clientId = "", body = "" } = sent[index] ?? {};
      return findFaults(new Map([[clientId, body]]), messages);
    }),
  );
  say(
    `SIGTERM with ${STREAMS} open streams: ended after ${shutdownMs} ms, everybody caught up after ${catchUpMs} ms`,
  );
  return {
    ...faults,
    streams: readers.length,
    shutdownMs,
    catchUpMs,
    ok: shutdownMs < SHUTDOWN_MS && catchUpMs < CATCH_UP_MS,
  };
}

async function inGroups<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  while (made.length < count) {
    const group = Array.from({ length: Math.min(OPENED_AT_ONCE, count - made.length) }, (_, at) =>
      make(made.length + at),
    );
    made.push(...(await Promise.all(group)));
  }
  return made;
}
