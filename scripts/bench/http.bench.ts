import { openStage } from "../stage.ts";
import { type Ask, requestsPerSecond } from "./http-load.ts";
import { openMarketplace } from "./marketplace.ts";
import { type Bench, medians, row } from "./measure.ts";
import { cpuMsOf } from "./processes.ts";

/*
 * Whole documents through the production build, filled with the demo. The floors are an empty page in the same layouts,
 * signed out and in, and a route that answers with nothing, all in the same build and the same run. The server's own
 * processor time per request is said beside it: other programs disturb it less.
 */

const CONNECTIONS = 8;
const DURATION_MS = 4_000;
const ROUNDS = 3;
const TARGET = 0.5;

export const bench: Bench = async (say) => {
  const stage = await openStage(say, { hasEmptyPages: true });
  try {
    const app = await stage.startApp();
    say("The demo's marketplace");
    const { cookie, contractPath } = await openMarketplace(stage, app);
    const asks = {
      anonymous: askFor("/bench-empty"),
      signedIn: askFor("/bench-empty", cookie),
      bare: askFor("/api/bench-empty", cookie),
      board: askFor("/jobs"),
      ownBoard: askFor("/jobs", cookie),
      contract: askFor(contractPath, cookie),
      wallet: askFor("/wallet", cookie),
      session: askFor("/api/viewer", cookie),
    };
    const load = (ask: Ask, durationMs: number) =>
      requestsPerSecond(app.address, {
        connections: CONNECTIONS,
        durationMs,
        status: 200,
        next: () => ask,
      });
    say("Everything once, to warm up");
    for (const ask of Object.values(asks)) await load(ask, DURATION_MS / 2);
    say(`Each for ${(ROUNDS * DURATION_MS) / 1000} s, in turns`);
    const processor = new ProcessorTime(app.child.pid);
    const measure = (name: keyof typeof asks) => () =>
      processor.measure(name, DURATION_MS, () => load(asks[name], DURATION_MS));
    const found = await medians(ROUNDS, {
      anonymous: measure("anonymous"),
      signedIn: measure("signedIn"),
      bare: measure("bare"),
      board: measure("board"),
      ownBoard: measure("ownBoard"),
      contract: measure("contract"),
      wallet: measure("wallet"),
      session: measure("session"),
    });
    for (const [name, ms] of processor.perRequest())
      say(`${name}: ${ms.toFixed(1)} ms of processor`);
    return [
      row("board-anonymous", "requests/s", found.board, found.anonymous, TARGET),
      row("board-signed-in", "requests/s", found.ownBoard, found.signedIn, TARGET),
      row("contract", "requests/s", found.contract, found.signedIn, TARGET),
      row("wallet", "requests/s", found.wallet, found.signedIn, TARGET),
      row("session-route", "requests/s", found.session, found.bare, TARGET),
    ];
  } finally {
    await stage.close();
  }
};

/** What the server's process itself spent on each kind of request, in milliseconds. */
class ProcessorTime {
  readonly #pid: number;
  readonly #spent = new Map<string, { ms: number; requests: number }>();

  constructor(pid: number | undefined) {
    if (pid === undefined) throw new Error("The server has no process");
    this.#pid = pid;
  }

  /** Counts what is spent while `work` runs for `durationMs`; the requests per second that `work` found. */
  async measure(name: string, durationMs: number, work: () => Promise<number>): Promise<number> {
    const before = cpuMsOf(this.#pid);
    const perSecond = await work();
    const { ms, requests } = this.#spent.get(name) ?? { ms: 0, requests: 0 };
    this.#spent.set(name, {
      ms: ms + cpuMsOf(this.#pid) - before,
      requests: requests + (perSecond * durationMs) / 1_000,
    });
    return perSecond;
  }

  perRequest(): [name: string, ms: number][] {
    return [...this.#spent].map(([name, { ms, requests }]) => [name, ms / requests]);
  }
}

/** Asks as a browser does for a document. */
function askFor(path: string, cookie?: string): Ask {
  return { path, headers: { accept: "text/html", ...(cookie === undefined ? {} : { cookie }) } };
}
