import { connect } from "node:net";
import { performance } from "node:perf_hooks";

export type Answer = { readonly status: number; readonly text: string; readonly ms: number };
export type Ask = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Makes it a POST. */
  readonly body?: string;
};

/** One connection that is kept open to a server, with as little client around it as possible. */
export type Line = { ask(request: Ask): Promise<Answer>; close(): void };

/** Opens a line. One request at a time; answers are read whole, whether of known length or in chunks. */
export async function openLine(address: string): Promise<Line> {
  const { hostname, port, host } = new URL(address);
  const socket = connect(Number(port), hostname).setNoDelay(true).setEncoding("latin1");
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve).once("error", reject);
  });
  let received = "";
  let pending: { start: number; resolve(answer: Answer): void; reject(error: Error): void } | null =
    null;
  socket.on("data", (chunk: string) => {
    received += chunk;
    if (!pending || !isComplete(received)) return;
    const { start, resolve } = pending;
    const [text, status] = [received, Number(received.slice(9, 12))];
    pending = null;
    received = "";
    resolve({ status, text, ms: performance.now() - start });
  });
  const fail = () => pending?.reject(new Error("The server closed the connection"));
  socket.on("error", fail).on("close", fail);
  return {
    ask: ({ path, headers, body }) =>
      new Promise((resolve, reject) => {
        pending = { start: performance.now(), resolve, reject };
        const own = { host, ...headers, ...(body === undefined ? {} : bodyHeaders(body)) };
        const lines = Object.entries(own).map(([name, value]) => `${name}: ${value}\r\n`);
        const method = body === undefined ? "GET" : "POST";
        socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body ?? ""}`);
      }),
    close: () => socket.destroy(),
  };
}

/**
 * How many requests per second `connections` lines get answered with `status`, each sending the next request as soon as
 * it has its answer.
 */
export async function requestsPerSecond(
  address: string,
  plan: { connections: number; durationMs: number; status: number; next(number: number): Ask },
): Promise<number> {
  const lines = await Promise.all(
    Array.from({ length: plan.connections }, () => openLine(address)),
  );
  const start = performance.now();
  const end = start + plan.durationMs;
  let asked = 0;
  let answered = 0;
  await Promise.all(
    lines.map(async (line) => {
      while (performance.now() < end) {
        asked += 1;
        const { status, text } = await line.ask(plan.next(asked));
        if (status !== plan.status) throw new Error(`The server answered ${text.slice(0, 400)}`);
        answered += 1;
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  for (const line of lines) line.close();
  return answered / seconds;
}

function bodyHeaders(body: string): Record<string, string> {
  return {
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body, "latin1")),
  };
}

function isComplete(received: string): boolean {
  const end = received.indexOf("\r\n\r\n");
  if (end === -1) return false;
  const head = received.slice(0, end).toLowerCase();
  if (/^http\/1\.1 (?:204|304)/.test(head)) return true;
  const length = /\ncontent-length: (\d+)/.exec(head)?.[1];
  if (length !== undefined) return received.length >= end + 4 + Number(length);
  return received.endsWith("\r\n0\r\n\r\n");
}
