import { setTimeout as sleep } from "node:timers/promises";
import { ulid } from "ulid";
import { makeTalk } from "#db/testing/talking";
import { post, signIn } from "../messages/device.ts";
import { until } from "../messages/until.ts";
import { type Row, rowBelow, showTimes, steadyP95 } from "./measure.ts";
import { openBrowser, openScreen } from "./messages-screen.ts";
import { startBareServer } from "./processes.ts";

const STREAM_TARGET_MS = 150;
/** A poll every 3 s, shifted by up to a fifth, plus the stream's own target. */
const POLL_TARGET_MS = 3_600 + STREAM_TARGET_MS;
const MESSAGES = { stream: 150, poll: 80 } as const;
const PAUSE_MS = { stream: 300, poll: 1_000 } as const;
const LAST_ARRIVES_MS = 10_000;

type Say = (line: string) => void;

/** From one person's POST to the other's screen, in a real browser on the conversation's page. */
export async function measureLatency(address: string, say: Say): Promise<Row[]> {
  const floor = await measureBare();
  say(`  bare stream, to a client without a screen: ${showTimes(floor)}`);
  const bare = steadyP95(floor);
  const browser = await openBrowser();
  try {
    const rows: Row[] = [];
    for (const [by, target] of [
      ["stream", STREAM_TARGET_MS],
      ["poll", POLL_TARGET_MS],
    ] as const) {
      const { conversationId, client, freelancer } = await makeTalk();
      const sender = await signIn(client, address);
      const screen = await openScreen(
        browser,
        await signIn(freelancer, address),
        conversationId,
        by,
      );
      const sentAt = new Map<string, number>();
      for (let number = 1; number <= MESSAGES[by]; number += 1) {
        const body = `Bench message ${number}.`;
        await sleep(Math.random() * 2 * PAUSE_MS[by]);
        sentAt.set(body, Date.now());
        await post(sender, conversationId, { clientId: ulid(), body });
      }
      await sleep(by === "poll" ? LAST_ARRIVES_MS : 1_000);
      const seenAt = await screen.seenAt();
      const times = [...sentAt].map(([body, at]) => (seenAt.get(body) ?? Infinity) - at);
      say(`  to the other browser’s screen by ${by}: ${showTimes(times)}`);
      rows.push(rowBelow(`${by}-latency-p95`, "ms", steadyP95(times), bare, target));
    }
    return rows;
  } finally {
    await browser.close();
  }
}

/** From a POST to the event that reports it, through nothing but node:http. */
async function measureBare(): Promise<number[]> {
  const bare = await startBareServer();
  const stopping = new AbortController();
  const { body } = await fetch(bare.address, { signal: stopping.signal });
  let arrivedAt: number | null = null;
  const arrived = new WritableStream({
    write: () => {
      arrivedAt = performance.now();
    },
  });
  void body?.pipeTo(arrived).catch(() => {});
  const times: number[] = [];
  for (let number = 0; number < MESSAGES.stream; number += 1) {
    await sleep(10);
    arrivedAt = null;
    const start = performance.now();
    await fetch(bare.address, { method: "POST", body: "{}" });
    await until(() => arrivedAt !== null, LAST_ARRIVES_MS);
    times.push((arrivedAt ?? Infinity) - start);
  }
  stopping.abort();
  bare.stop();
  return times;
}
