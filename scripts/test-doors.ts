import { StartError } from "#lib/errors";
import { type House, openHouse } from "./doors/house.ts";
import { tryInLanes } from "./doors/lanes.ts";
import {
  findActions,
  listActions,
  listPages,
  listRoutes,
  listUseCases,
  loadUseCases,
} from "./doors/list-doors.ts";
import { type Figures, startTally } from "./doors/tally.ts";
import { watchTraces } from "./doors/traces.ts";
import { tryActions } from "./doors/try-actions.ts";
import { tryMalformed } from "./doors/try-malformed.ts";
import { tryPages } from "./doors/try-pages.ts";
import { tryRoutes } from "./doors/try-routes.ts";
import { tryUseCases } from "./doors/try-use-cases.ts";
import { makePeople } from "./doors/world.ts";
import { run, stopSignal } from "./run.ts";
import { openStage, type Stage } from "./stage.ts";

/*
 * `npm run test:doors`: every page, route handler, server action and use case, tried as everyone, on their own objects
 * and on other people's, with input that none of our pages sends, and with forged requests. There is no proxy.ts to
 * bypass (docs/decisions/033). Words after the command name parts of it, or a part of a door's name; when no part is
 * named, all are tried, two at a time. The last line is one line of JSON. Exit code 1 when a door let a stranger
 * through, told a stranger something, or broke.
 */

const PARTS = {
  pages: tryPages,
  routes: tryRoutes,
  actions: (house: House) => tryActions(house, findActions(process.env.NEXT_DIST_DIR || ".next")),
  "use-cases": async (house: House) => tryUseCases(house, await loadUseCases(await listUseCases())),
  malformed: tryMalformed,
};
const say = (line: string) => console.log(line);

const PROGRESS_MS = 10_000;

async function tryHere(stage: Stage, words: readonly string[]) {
  const wanted = words.filter((word) => word in PARTS);
  const names = words.filter((word) => !(word in PARTS));
  const { address } = await stage.startApp();
  await watchTraces(stage.owner);
  const tally = startTally(say);
  const house = openHouse({
    address,
    owner: stage.owner,
    people: await makePeople(),
    tally,
    isWanted: (door) => names.length === 0 || names.some((name) => door.includes(name)),
  });
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1_000);
  const progress = setInterval(
    () => say(`  ${tally.figures().cases} tries so far (${seconds()} s).`),
    PROGRESS_MS,
  );
  for (const [name, part] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    say(`${name} …`);
    await part(house);
  }
  clearInterval(progress);
  return tally.figures();
}

async function tryParts(words: readonly string[], stopped: Promise<never>): Promise<Figures> {
  const stage = await openStage(say);
  return Promise.race([tryHere(stage, words), stopped]).finally(stage.close);
}

async function countDoors(): Promise<number> {
  const lists = await Promise.all([listPages(), listRoutes(), listActions(), listUseCases()]);
  return lists.flat().length;
}

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  // Thousands of tries are more than one person's day.
  Object.assign(process.env, {
    PERSON_LIMITS: "9999",
    LIVE_PROPOSALS: "9999",
    ADDRESS_LIMITS: "9999",
  });
  const stopped = stopSignal().then((): never => {
    throw new StartError("Stopped before every door was tried.");
  });
  const figures = words.some((word) => word in PARTS)
    ? await tryParts(words, stopped)
    : await tryInLanes(words, say, stopped);
  const { cases, ...faults } = figures;
  if (cases === 0 || Object.values(faults).some((count) => count > 0)) process.exitCode = 1;
  console.log(JSON.stringify({ doors: await countDoors(), ...figures }));
}

await run(main);
process.exit();
