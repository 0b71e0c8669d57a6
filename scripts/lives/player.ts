import { sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { log } from "#lib/log";
import { stopClock } from "../payments/still-clock.ts";
import { run, stopSignal } from "../run.ts";
import { playLife } from "./play-life.ts";
import { type Figures, noFigures } from "./world.ts";

/* A process that plays one life after the other, as it is told, with a clock of its own. */

export type Played = { readonly figures: Figures; readonly lines: readonly string[] };

await run(async () => {
  const stopped = stopSignal();
  log.level = process.env.VERBOSE ? "warn" : "fatal";
  const clock = stopClock();
  const play = async (life: number): Promise<Played> => {
    const figures = noFigures();
    const lines: string[] = [];
    await playLife(clock, life, figures, (line) => lines.push(`life ${life}: ${line}`));
    return { figures, lines };
  };
  await getDb().execute(sql`select 1`);
  process.on("message", ({ life }: { readonly life: number }) => {
    play(life).then(
      (played) => process.send?.(played),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
  process.send?.("ready");
  await stopped;
  await globalThis.workhubConnection?.close();
});
process.exit();
