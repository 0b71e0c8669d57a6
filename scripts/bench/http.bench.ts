import { openStage } from "../stage.ts";
import { type Ask, requestsPerSecond } from "./http-load.ts";
import { openMarketplace } from "./marketplace.ts";
import { type Bench, medians, row } from "./measure.ts";

/*
 * Whole documents through the production build, filled with the demo. The floors are an empty page in the same layouts,
 * signed out and in, and a route that answers with nothing, all in the same build and the same run.
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
    const found = await medians(ROUNDS, {
      anonymous: () => load(asks.anonymous, DURATION_MS),
      signedIn: () => load(asks.signedIn, DURATION_MS),
      bare: () => load(asks.bare, DURATION_MS),
      board: () => load(asks.board, DURATION_MS),
      ownBoard: () => load(asks.ownBoard, DURATION_MS),
      contract: () => load(asks.contract, DURATION_MS),
      wallet: () => load(asks.wallet, DURATION_MS),
      session: () => load(asks.session, DURATION_MS),
    });
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

/** Asks as a browser does for a document. */
function askFor(path: string, cookie?: string): Ask {
  return { path, headers: { accept: "text/html", ...(cookie === undefined ? {} : { cookie }) } };
}
