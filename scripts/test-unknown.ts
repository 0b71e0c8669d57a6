import { type Browser, chromium } from "@playwright/test";
import { StartError } from "#lib/errors";
import { BROWSER_FLAGS, ensureBrowser } from "./browser.ts";
import { run, stopSignal } from "./run.ts";
import { openStage, type Stage } from "./stage.ts";
import {
  CUTS,
  type CuttingProxy,
  type FormCut,
  PLAIN_CUTS,
  startCuttingProxy,
} from "./unknown/cutting-proxy.ts";
import { listActions } from "./unknown/list-writes.ts";
import type { Write } from "./unknown/scene.ts";
import { closeInTime, type Faults, tryPlainPost, tryWrite } from "./unknown/try-write.ts";
import { AT_THE_PROVIDER, BY_PASSKEY, WITHOUT_SCRIPTS, WRITES } from "./unknown/writes.ts";

/*
 * `npm run test:unknown`: every form, with its answer cut before and after the commit, in a real browser against the
 * production build; then the person continues as the page says. The last line is one line of JSON. Exit code 1 when
 * something was done twice or not at all, when text was lost, when the page said something untrue, or when a form could
 * not be tried. With names of actions or of cuts ("cut after") as arguments, only those are tried.
 */

/** While one waits for its server or its page, another works. */
const LANES = 4;
const FAULTS = ["twice", "lost", "textLost", "saidWrong"] as const;

const say = (line: string) => console.log(line);

/** Fails for an action that nothing tries, and for an entry whose action is gone. */
async function refuseUnknownActions(): Promise<void> {
  const tried = [...WRITES, ...WITHOUT_SCRIPTS].map(({ action }) => action);
  const known = [...tried, ...BY_PASSKEY, ...AT_THE_PROVIDER].sort();
  const actions = await listActions();
  const missing = actions.filter((action) => !known.includes(action));
  const gone = known.filter((action) => !actions.includes(action));
  if (missing.length + gone.length === 0) return;
  throw new StartError(
    `scripts/unknown/ has no entry for: ${missing.join(", ") || "none"}. Entries without an action: ${gone.join(", ") || "none"}.`,
  );
}

type Try = {
  readonly action: string;
  readonly title: string;
  readonly carryOut: (lane: Lane) => Promise<Faults>;
};
/** Each has its own server, which is killed under it. */
type Lane = { readonly browser: Browser; readonly proxy: CuttingProxy };

/** Everything to try, or only what the arguments name. */
function planTries(only: readonly string[]): Try[] {
  const onlyCuts = CUTS.filter((cut) => only.includes(cut));
  const hasActions = only.length > onlyCuts.length;
  const isMeant = ({ action }: Write) => !hasActions || only.includes(action);
  const plan = (
    write: Write,
    cuts: readonly FormCut[],
    { attempt, how }: { attempt: typeof tryWrite; how: string },
  ) =>
    cuts
      .filter((cut) => onlyCuts.length === 0 || onlyCuts.includes(cut))
      .map((cut) => ({
        action: write.action,
        title: `${write.action}${how}, ${cut}`,
        carryOut: ({ browser, proxy }: Lane) => {
          const work = () => attempt(browser, proxy, write, cut);
          return write.isShared ? inTurn(work) : work();
        },
      }));
  const plain = [...WITHOUT_SCRIPTS, ...WRITES.filter(({ typed }) => typed)];
  return [
    ...WRITES.filter(isMeant).flatMap((write) => plan(write, CUTS, { attempt: tryWrite, how: "" })),
    ...plain
      .filter(isMeant)
      .flatMap((write) =>
        plan(write, PLAIN_CUTS, { attempt: tryPlainPost, how: " without scripts" }),
      ),
  ];
}

let lastInTurn: Promise<unknown> = Promise.resolve();

/** After everything that was in turn before it, whatever became of that. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = lastInTurn.then(work, work);
  lastInTurn = result;
  return result;
}

async function prove(stage: Stage) {
  const tries = planTries(process.argv.slice(2));
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
  const sum: Faults = { twice: 0, lost: 0, textLost: 0, saidWrong: 0 };
  const untried: string[] = [];
  const cuts = tries.length;
  const writes = new Set(tries.map(({ action }) => action)).size;
  const work = async () => {
    const proxy = await startCuttingProxy(stage);
    for (let next = tries.shift(); next; next = tries.shift()) {
      try {
        const faults = await next.carryOut({ browser, proxy });
        for (const name of FAULTS) sum[name] += faults[name];
        say(`${next.title}: ${JSON.stringify(faults)}`);
      } catch (error) {
        untried.push(next.title);
        say(`${next.title}: could not be tried. ${inOneLine(error)}`);
      }
    }
    await proxy.close();
  };
  await Promise.all(Array.from({ length: LANES }, work));
  await closeInTime(browser);
  return { figures: { writes, cuts: cuts - untried.length, ...sum }, untried };
}

/** Without the browser's own log, but with the underlying error. */
function inOneLine(error: unknown): string {
  const [line] = String(error).split("\n");
  return error instanceof Error && error.cause ? `${line} (${inOneLine(error.cause)})` : `${line}`;
}

async function main(): Promise<void> {
  await refuseUnknownActions();
  const stopped = stopSignal().then(() => {
    throw new StartError("Stopped before everything was proved.");
  });
  const stage = await openStage(say);
  const { figures, untried } = await Promise.race([prove(stage), stopped]).finally(stage.close);
  const { twice, lost, textLost, saidWrong } = figures;
  if (untried.length > 0) say(`Could not be tried, and proves nothing: ${untried.join("; ")}`);
  process.exitCode = twice + lost + textLost + saidWrong + untried.length === 0 ? 0 : 1;
  console.log(JSON.stringify(figures));
}

await run(main);
process.exit();
