import { setTimeout as sleep } from "node:timers/promises";
import type { Device } from "../messages/device.ts";
import { type Ask, openLine, requestsPerSecond } from "./http-load.ts";
import { medians, type Row, row, rowBelow } from "./measure.ts";
import { cpuMsOf, type Measured, neededKbOf, startBareServer } from "./processes.ts";

const CONNECTIONS = 32;
const DURATION_MS = 4_000;
const ROUNDS = 3;
const TARGET_RATIO = 0.6;

/** One beat of the streams, and a little more. */
const WATCH_MS = 25_000;
/** How often a person with the inbox open asks when there is no stream. */
const POLL_EVERY_MS = 10_000;
const SETTLE_MS = 3_000;
const TARGET_KB = 150;

type Say = (line: string) => void;

/** Requests per second of the poll that finds nothing new, against the one that only asks who is signed in. */
export async function measureIdlePoll(address: string, people: readonly Device[]): Promise<Row> {
  const rate = (path: string, status: number, tag: Record<string, string>) =>
    requestsPerSecond(address, {
      connections: CONNECTIONS,
      durationMs: DURATION_MS,
      status,
      next: (number): Ask => {
        const person = people[number % people.length];
        return { path, headers: { ...person?.headers, ...tag } };
      },
    });
  const idle = () => rate("/api/inbox?since=0", 304, { "if-none-match": '"0"' });
  const viewer = () => rate("/api/viewer", 200, {});
  await Promise.all([idle(), viewer()]);
  const { value, floor } = await medians(ROUNDS, { floor: viewer, value: idle });
  return row("poll-idle", "requests/s", value, floor, TARGET_RATIO);
}

/**
 * What people who only have the inbox open cost a process: memory of their streams, and processor time with and
 * without.
 */
export async function measureIdlePeople(
  app: Measured,
  people: readonly Device[],
  say: Say,
): Promise<Row> {
  const bare = await startBareServer();
  const floor = await costOfStreams({ ...bare, path: "/" }, people);
  bare.stop();
  const own = await costOfStreams({ ...app, path: "/api/inbox/stream" }, people);
  const polling = await cpuOfPolls(app, people);
  say(`  ${people.length} bare streams: ${showCost(floor)}`);
  say(`  ${people.length} people by stream: ${showCost(own)}`);
  say(`  ${people.length} people by a poll every 10 s: ${showCost({ cpuMs: polling, kb: 0 })}`);
  return rowBelow("stream-idle", "KB/person", own.kb, floor.kb, TARGET_KB);
}

type Cost = { readonly cpuMs: number; readonly kb: number };
type Target = Measured & { readonly path: string };

/** Opens a stream for each, and watches them over more than one beat. Per person. */
async function costOfStreams(target: Target, people: readonly Device[]): Promise<Cost> {
  // What the process loads for its first streams does not count as theirs.
  for (const close of await openStreams(target, people.slice(0, 50))) close();
  await sleep(SETTLE_MS);
  const before = await neededKbOf(target);
  const closing = await openStreams(target, people);
  await sleep(SETTLE_MS);
  const kb = ((await neededKbOf(target)) - before) / people.length;
  const cpuMs = (await cpuDuring(target.pid, () => sleep(WATCH_MS))) / people.length;
  for (const close of closing) close();
  await sleep(SETTLE_MS);
  return { cpuMs, kb };
}

async function openStreams({ address, path }: Target, people: readonly Device[]) {
  const closing: (() => void)[] = [];
  for (const { headers } of people) {
    const stopping = new AbortController();
    const response = await fetch(address + path, { headers, signal: stopping.signal });
    if (response.status !== 200) throw new Error(`The stream answered ${response.status}`);
    // Keeps reading, as a browser does; the content does not matter.
    void response.body?.pipeTo(new WritableStream()).catch(() => {});
    closing.push(() => stopping.abort());
  }
  return closing;
}

/** Everyone asks as often as a browser would, evenly spread, on a connection that is kept open. */
async function cpuOfPolls({ address, pid }: Measured, people: readonly Device[]): Promise<number> {
  const end = performance.now() + WATCH_MS;
  const poll = async (person: Device, index: number) => {
    await sleep((POLL_EVERY_MS * index) / people.length);
    while (performance.now() < end) {
      const headers = { ...person.headers, "if-none-match": '"0"' };
      // The server closes a connection that is silent for more than a few seconds.
      const line = await openLine(address);
      const { status } = await line.ask({ path: "/api/inbox?since=0", headers });
      line.close();
      if (status !== 304) throw new Error(`The inbox answered ${status}`);
      await sleep(POLL_EVERY_MS);
    }
  };
  return (await cpuDuring(pid, () => Promise.all(people.map(poll)))) / people.length;
}

/** Processor milliseconds per second that a process uses while `work` lasts. */
async function cpuDuring(pid: number, work: () => Promise<unknown>): Promise<number> {
  const [start, cpuStart] = [performance.now(), cpuMsOf(pid)];
  await work();
  return (cpuMsOf(pid) - cpuStart) / ((performance.now() - start) / 1_000);
}

function showCost({ cpuMs, kb }: Cost): string {
  const memory = kb > 0 ? `, ${kb.toFixed(0)} KB each` : "";
  return `${cpuMs.toFixed(3)} ms of processor time per second each${memory}`;
}
