import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { memoryKbOf } from "./processes.ts";

const AT_ONCE = 2;
const WATCH_MS = 50;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

type Sent = {
  readonly method: "GET" | "PUT";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: readonly Buffer[];
};

export type Received = { readonly status: number; readonly bytes: number; readonly text: string };

/** One request with as little client around it as possible: a long answer is counted and dropped. */
export function exchange(address: string, { method, headers, body = [] }: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const length = body.reduce((sum, { byteLength }) => sum + byteLength, 0);
    const options = { method, agent, headers: { ...headers, "content-length": length } };
    const sending = request(address, options, (response) => {
      let bytes = 0;
      let text = "";
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes < 4096) text += chunk.toString();
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, bytes, text }));
      response.on("error", reject);
    });
    sending.on("error", reject);
    for (const piece of body) sending.write(piece);
    sending.end();
  });
}

/** MB (of 1,048,576 bytes) per second that `times` calls of `copy` move, two at a time. */
export async function megabytesPerSecond(
  times: number,
  fileMb: number,
  copy: (number: number) => Promise<unknown>,
): Promise<number> {
  const start = performance.now();
  let next = 0;
  const copyOn = async () => {
    while (next < times) {
      next += 1;
      await copy(next);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, copyOn));
  return (times * fileMb) / ((performance.now() - start) / 1000);
}

/** The peak memory growth of a process, in MB above what it holds now, during `work`. */
export async function growthDuring(pid: number, work: () => Promise<unknown>): Promise<number> {
  const before = memoryKbOf(pid);
  let most = before;
  let isDone = false;
  const watching = (async () => {
    while (!isDone) {
      most = Math.max(most, memoryKbOf(pid));
      await sleep(WATCH_MS);
    }
  })();
  await work();
  isDone = true;
  await watching;
  return (most - before) / 1024;
}
