import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Where the connection to the client breaks: before the app saw the request, at any moment, or after it answered. */
export const CUTS = ["before", "between", "after"] as const;
export type Cut = (typeof CUTS)[number];

/** Alternatives: cut after the answer, with something done at that moment; or an answer other than the app's. */
export type Plan =
  | Cut
  | { readonly onAnswer: () => void }
  | { readonly status: number; readonly headers: Readonly<Record<string, string>> };

export type Proxy = {
  readonly address: string;
  /** The processes behind it; each request goes to the next one that accepts it. */
  setTargets(targets: readonly string[]): void;
  /** Breaks every connection that carries an event stream. */
  cutStreams(): void;
  close(): Promise<void>;
};

const BETWEEN_MS = 6;

/** A minimal balancer: takes turns, streams, and breaks connections where `planCut` says so. */
export async function startProxy(
  initialTargets: readonly string[],
  planCut: (request: IncomingMessage) => Plan | null = () => null,
): Promise<Proxy> {
  const agent = new Agent({ keepAlive: true });
  const streams = new Set<Socket>();
  let targets = initialTargets;
  let turn = 0;

  const server = createServer(async (incoming, outgoing) => {
    const cut = planCut(incoming);
    const body = await readBody(incoming).catch(() => null);
    if (body === null || cut === "before") return void incoming.socket.destroy();
    if (cut instanceof Object && "status" in cut) {
      return void outgoing.writeHead(cut.status, cut.headers).end();
    }
    turn += 1;
    const order = targets.map((_, index) => targets[(turn + index) % targets.length]);
    for (const target of order) {
      if (target && (await forward(target, body, { incoming, outgoing, cut }))) return;
    }
    outgoing.writeHead(502).end();
  });

  /** False when nothing listens there: then the next process is tried. */
  function forward(target: string, body: Buffer, exchange: Exchange): Promise<boolean> {
    const { incoming, outgoing, cut } = exchange;
    const { method = "GET", url = "/", headers } = incoming;
    return new Promise((resolve) => {
      const upstream = request(new URL(url, target), { method, headers, agent }, (answer) => {
        resolve(true);
        if (cut instanceof Object && "onAnswer" in cut) cut.onAnswer();
        if (cut === "after" || cut instanceof Object) {
          answer.resume();
          return incoming.socket.destroy();
        }
        if (answer.headers["content-type"]?.startsWith("text/event-stream")) {
          streams.add(incoming.socket);
          incoming.socket.once("close", () => streams.delete(incoming.socket));
        }
        pass(answer, outgoing);
      });
      outgoing.once("close", () => upstream.destroy());
      upstream.on("error", (error) => {
        if ("code" in error && error.code === "ECONNREFUSED") return resolve(false);
        // A kept connection that the process had just closed: as a balancer does, ask again on another one.
        const isStale = upstream.reusedSocket && method === "GET" && !outgoing.headersSent;
        if (isStale && !outgoing.closed) return resolve(forward(target, body, exchange));
        resolve(true);
        if (outgoing.headersSent) outgoing.destroy();
        else outgoing.writeHead(502).end();
      });
      upstream.end(body);
      if (cut === "between") {
        void sleep(Math.random() * BETWEEN_MS).then(() => incoming.socket.destroy());
      }
    });
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  return {
    address: `http://127.0.0.1:${bound instanceof Object ? bound.port : 0}`,
    setTargets: (next) => {
      targets = next;
    },
    cutStreams: () => {
      for (const socket of streams) socket.destroy();
    },
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Exchange = {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly cut: Plan | null;
};

/** A balancer keeps its connection to the client, whatever the process behind it does with its own. */
function pass(answer: IncomingMessage, outgoing: ServerResponse): void {
  const { connection, "keep-alive": _, "transfer-encoding": __, ...headers } = answer.headers;
  outgoing.writeHead(answer.statusCode ?? 502, headers);
  outgoing.flushHeaders();
  answer.on("error", () => outgoing.destroy());
  answer.on("aborted", () => outgoing.destroy());
  answer.pipe(outgoing);
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
