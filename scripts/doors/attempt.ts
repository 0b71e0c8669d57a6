import { CRUEL_HEADERS } from "./cruel-headers.ts";
import { FOREIGN_SITES, FORGED_HEADERS, findForged } from "./forged.ts";
import { type House, mirrored } from "./house.ts";
import { type Answer, compared } from "./knock.ts";
import { describeTraces, markTraces, type Trace, tracesSince } from "./traces.ts";
import { WHO, type Who } from "./who.ts";
import type { World } from "./world.ts";

type Headers = Readonly<Record<string, string>>;
type Forged = Readonly<Record<string, string>>;

/** One request that anyone could send. */
type Asked = {
  readonly who: Who;
  /** For an object that does not exist. */
  readonly isMissing?: boolean;
  readonly headers?: Headers;
  /** Fields besides its own. */
  readonly forged?: Forged;
};
export type Attempt = (asked: Asked) => Promise<Answer & { readonly isDone: boolean }>;

/** A door, and how it is taken. */
export type Trial = {
  readonly name: string;
  readonly may: readonly Who[];
  /** Who may know that the object exists, and is told why they may not. Strangers are told nothing. */
  readonly sees: readonly Who[];
  readonly attemptOn: (house: House, world: World) => Attempt;
  /** Also tried from other sites. */
  readonly isWrite: boolean;
  /** What a person may add who fills in more than is asked for. */
  readonly forged: (world: World) => readonly Forged[];
  /** What the right person may send that none of our pages sends. */
  readonly tryCruel: (who: Who) => Promise<void>;
  /** It has its own protocol, so a plain request to it is refused for everyone. */
  readonly isRefusedPlain: boolean;
};

/** Every door, by everyone: on objects of the parties, and then on objects of the strangers. */
export async function tryEach(house: House, all: readonly Trial[]): Promise<void> {
  const trials = all.filter(({ name }) => house.isWanted(name));
  for (const trial of trials) await tryDoor(house, trial);
  const others = mirrored(house);
  for (const { name, may, attemptOn } of trials.filter((each) => !each.isRefusedPlain)) {
    for (const who of may) {
      const attempt = attemptOn(others, await others.world());
      await tryRight(others, `${name} as ${who} of their own`, who, attempt);
    }
  }
}

async function tryDoor(house: House, trial: Trial) {
  const { name, may, attemptOn, isWrite } = trial;
  const attempt = attemptOn(house, await house.world());
  await tryWithoutRight(house, trial, attempt);
  const [who] = may;
  if (who === undefined) return;
  if (isWrite) await tryForeignSites(house, name, who, attempt);
  if (!trial.isRefusedPlain) await tryWithRight(house, trial, who);
  await trial.tryCruel(who);
}

async function tryWithRight(house: House, { name, may, attemptOn, forged }: Trial, first: Who) {
  const fresh = async () => attemptOn(house, await house.world());
  const plain = await tryRight(house, `${name} as ${first}`, first, await fresh());
  for (const who of may.slice(1)) await tryRight(house, `${name} as ${who}`, who, await fresh());
  for (const fields of forged(await house.world())) {
    await tryForgedFields(house, name, { who: first, forged: fields, plain }, await fresh());
  }
}

/** Runs something that must leave the database as it is. */
export async function changingNothing(house: House, what: string, work: () => Promise<unknown>) {
  const mark = await markTraces(house.owner);
  await work();
  const traces = await tracesSince(house.owner, mark);
  if (traces.length > 0) house.tally.fault("changed", what, describeTraces(traces));
}

/**
 * A person without the right changes nothing, whatever the request contains, and cannot tell what exists from what does
 * not.
 */
async function tryWithoutRight(house: House, { name, may, sees }: Trial, attempt: Attempt) {
  const strangers = WHO.filter((each) => !may.includes(each));
  for (const who of strangers) {
    const what = `${name} as ${who}`;
    await changingNothing(house, what, () =>
      Promise.all([
        tryForeign(house, what, { who, isTold: sees.includes(who) }, attempt),
        tryHeaders(house, what, who, Object.entries(FORGED_HEADERS), attempt),
      ]),
    );
  }
  const [who] = strangers;
  const tryOthers = (as: Who, tried: typeof CRUEL_HEADERS) =>
    tryHeaders(house, `${name} as ${as}`, as, tried, attempt);
  if (who === undefined) return tryOthers("anonymous", CRUEL_HEADERS);
  // With other cookies nobody is signed in, and who is not may do this.
  const stillThem = may.includes("anonymous")
    ? CRUEL_HEADERS.filter(([, headers]) => !("cookie" in headers))
    : CRUEL_HEADERS;
  await changingNothing(house, `${name} as ${who}`, () => tryOthers(who, stillThem));
}

async function tryForeign(
  { tally }: House,
  what: string,
  { who, isTold }: { who: Who; isTold: boolean },
  attempt: Attempt,
) {
  const [answer, other] = await Promise.all([attempt({ who }), attempt({ who, isMissing: true })]);
  tally.count(what, answer);
  tally.count(`${what}, missing`, other);
  if (isTold || compared(answer) === compared(other)) return;
  tally.fault("differs", what, firstDifference(compared(answer), compared(other)));
}

function tryHeaders(
  { tally }: House,
  what: string,
  who: Who,
  tried: readonly (readonly [string, Headers])[],
  attempt: Attempt,
) {
  const tries = tried.map(([kind, headers]) => async () => {
    tally.count(`${what}, ${kind}`, await attempt({ who, headers }));
  });
  return inParallel(tries);
}

/** The right person's browser, led by a page of another site: nothing changes, whatever its cookies say. */
async function tryForeignSites(house: House, name: string, who: Who, attempt: Attempt) {
  const trySite =
    ([site, headers]: [string, Headers]) =>
    async () => {
      const what = `${name} as ${who}, from ${site}`;
      const answer = await attempt({ who, headers });
      house.tally.count(what, answer);
      if (answer.isDone) house.tally.fault("changed", what, "it was done");
    };
  await changingNothing(house, `${name} as ${who}, from another site`, () =>
    inParallel(Object.entries(FOREIGN_SITES).map(trySite)),
  );
}

/** A person with the right succeeds; otherwise the refusals above had another reason. Returns what it changed. */
async function tryRight({ owner, tally }: House, what: string, who: Who, attempt: Attempt) {
  const mark = await markTraces(owner);
  const answer = await attempt({ who });
  tally.count(what, answer);
  if (!answer.isDone) tally.fault("refused", what, `${answer.status} ${answer.body}`);
  return tracesSince(owner, mark);
}

/** Fields that were not asked for have no effect: the request is refused, or does what it does without them. */
async function tryForgedFields(
  { owner, tally }: House,
  name: string,
  { who, forged, plain }: { who: Who; forged: Forged; plain: readonly Trace[] },
  attempt: Attempt,
) {
  const what = `${name} as ${who}, with forged fields`;
  const mark = await markTraces(owner);
  tally.count(what, await attempt({ who, forged }));
  const found = findForged(plain, await tracesSince(owner, mark));
  if (found.length > 0) tally.fault("changed", what, found.join(", "));
}

const AT_ONCE = 8;

/** Runs all of them, a few at a time. */
export async function inParallel(tries: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = [...tries];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

export function firstDifference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const from = Math.max(0, at - 60);
  return `«${one.slice(from, at + 80)}» / «${other.slice(from, at + 80)}»`;
}
