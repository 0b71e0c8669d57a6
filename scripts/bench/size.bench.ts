import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, useConnection } from "#db/client";
import { startEmbeddedPostgres } from "#db/embedded";
import { migrate } from "#db/migrate";
import { type Bench, percentile, type Row, showTimes } from "./measure.ts";
import { fillSizes, SHARE, type Size } from "./size-fill.ts";
import { findPlaces, measureExport, PAGES } from "./size-pages.ts";

/*
 * The use cases behind My Jobs, home, a job's proposals and the wallet, for people with years of work behind them, on
 * the embedded PostgreSQL with its own settings. Each row is a p95; its floor is the same for a person with a hundredth
 * of it, in the same run.
 */

const RUNS = 60;
const WARM_UPS = 5;
const SIZES = ["small", "big"] as const;
/** As for the pages of the board (docs/decisions/095-search.md). */
const TARGET_MS = 50;
/** What a page may cost more than that when a hundred times as much is there. */
const TARGET_RATIO = 3;

export const bench: Bench = async (say, only) => {
  const folder = mkdtempSync(join(tmpdir(), "workhub-bench-size-"));
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, "postgres"),
    password: "bench",
  });
  const { appUrl } = await migrate(server.ownerUrl);
  const [owner, app] = [connect(server.ownerUrl, { max: 2 }), connect(appUrl, { max: 8 })];
  useConnection(app);
  try {
    say(
      "A client with 5,000 jobs, a freelancer and a job with 5,000 and 10,000 proposals, wallets with 100,000 rows",
    );
    const subjects = await fillSizes(owner.sql);
    const places = {
      big: await findPlaces(subjects.big, SHARE.big),
      small: await findPlaces(subjects.small, SHARE.small),
    };
    const rows: Row[] = [];
    for (const [name, load] of Object.entries(PAGES)) {
      if (only && !only.includes(name)) continue;
      const times = await timePages((size) => load(subjects[size], places[size]));
      say(`${name}: ${showTimes(times.big)}; with a hundredth: ${showTimes(times.small)}`);
      rows.push(rowOf(name, percentile(times.big, 0.95), percentile(times.small, 0.95)));
    }
    if (!only || only.includes("wallet-export")) {
      const perThousand = {
        small: await measureExport(subjects.small),
        big: await measureExport(subjects.big),
      };
      rows.push(rowOf("wallet-export", perThousand.big, perThousand.small, "ms per 1,000 rows"));
    }
    return rows;
  } finally {
    useConnection(undefined);
    await Promise.all([owner.close(), app.close()]);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Both sizes in turn, so that they meet the same conditions. */
async function timePages(load: (size: Size) => Promise<unknown>): Promise<Record<Size, number[]>> {
  const times: Record<Size, number[]> = { big: [], small: [] };
  for (let run = -WARM_UPS; run < RUNS; run += 1) {
    for (const size of SIZES) {
      const start = performance.now();
      await load(size);
      if (run >= 0) times[size].push(performance.now() - start);
    }
  }
  return times;
}

/** Either is enough: little by itself, or hardly more than with little. */
function rowOf(name: string, value: number, floor: number, unit = "ms p95"): Row {
  const ratio = Number((value / floor).toFixed(3));
  const shown = {
    name,
    value: Number(value.toFixed(1)),
    unit,
    floor: Number(floor.toFixed(1)),
    ratio,
  };
  return { ...shown, target: TARGET_MS, ok: value <= TARGET_MS || ratio <= TARGET_RATIO };
}
