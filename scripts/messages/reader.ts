import { setTimeout as sleep } from "node:timers/promises";
import type { MessageView } from "#lib/conversations/schema";
import { type Device, getDelta, keepStream } from "./device.ts";

/** A device that follows its person's inbox and keeps what arrives, in the order of arrival. */
export type Reader = {
  readonly name: string;
  readonly messages: readonly MessageView[];
  stop(): void;
};

const POLL_MS = { least: 60, spread: 300 };
const RETRY_MS = 50;

/** Asks again and again, and learns in no other way. */
export function startPolling(device: Device, since: number, name: string): Reader {
  const inbox = followInbox(device, since);
  let isOver = false;
  const poll = async () => {
    while (!isOver) {
      await inbox.catchUp();
      await sleep(POLL_MS.least + Math.random() * POLL_MS.spread);
    }
  };
  void poll();
  return {
    name,
    messages: inbox.messages,
    stop: () => {
      isOver = true;
    },
  };
}

/** Asks only when the stream tells it to: what the stream does not announce never arrives. */
export async function startStreaming(device: Device, since: number, name: string): Promise<Reader> {
  const inbox = followInbox(device, since);
  let wanted = since;
  let isAsking = false;
  const look = async () => {
    if (isAsking) return;
    isAsking = true;
    while (inbox.seq() < wanted) await inbox.catchUp();
    isAsking = false;
  };
  const stop = await keepStream(device, (signal) => {
    if (signal.kind !== "changed") return;
    wanted = Math.max(wanted, signal.seq);
    void look();
  });
  return { name, messages: inbox.messages, stop };
}

function followInbox(device: Device, since: number) {
  const messages: MessageView[] = [];
  let seq = since;
  return {
    messages,
    seq: () => seq,
    /** Fetches until there is nothing more; a failed fetch is tried again. */
    async catchUp() {
      for (;;) {
        const delta = await getDelta(device, seq).catch(() => "failed" as const);
        if (delta === "failed") {
          await sleep(RETRY_MS);
          continue;
        }
        if (!delta) return;
        for (const { kind, message } of delta.changes) {
          if (kind === "message" && message) messages.push(message);
        }
        seq = delta.seq;
        if (delta.seq >= delta.latestSeq) return;
      }
    },
  };
}
