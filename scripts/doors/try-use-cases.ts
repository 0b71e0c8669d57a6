import { sql } from "drizzle-orm";
import { ZodError } from "zod";
import { getDb } from "#db/client";
import { DomainError } from "#lib/errors";
import { changingNothing, inParallel } from "./attempt.ts";
import { cruelVersions } from "./cruel.ts";
import { findForged, forgeries } from "./forged.ts";
import { type House, mirrored } from "./house.ts";
import { withoutObject } from "./knock.ts";
import type { UseCase } from "./list-doors.ts";
import { markTraces, type Trace, tracesSince } from "./traces.ts";
import { USE_CASES, type UseCaseDoor } from "./use-cases.ts";
import { type Person, WHO, type Who } from "./who.ts";

type Args = readonly unknown[];

/** How a call ended: as it should, refused by a rule or a schema, or broken. */
type Ending =
  | { readonly kind: "done"; readonly result: string }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "broken"; readonly message: string };

/** Every use case and query without the edge before it: it authorises by itself, and nothing breaks it. */
export async function tryUseCases(house: House, useCases: readonly UseCase[]): Promise<void> {
  const trials = useCases.flatMap((useCase) => {
    const door = USE_CASES[useCase.name];
    if (!door) throw new Error(`${useCase.name} has no entry in scripts/doors/use-cases.ts`);
    return house.isWanted(useCase.name) ? [{ useCase, door }] : [];
  });
  for (const { useCase, door } of trials) {
    await tryWithoutRight(house, useCase, door);
    if (!door.isMadeByEdge) await tryCruel(house, useCase, door);
    await tryWithRight(house, useCase, door);
  }
  const others = mirrored(house);
  for (const { useCase, door } of trials) {
    for (const who of door.may.filter(isPerson)) await tryRight(others, useCase, door, who);
  }
}

function isPerson(who: Who): who is Person {
  return who !== "anonymous";
}

async function tryWithoutRight(house: House, { name, call }: UseCase, door: UseCaseDoor) {
  const { tally } = house;
  const world = await house.world();
  for (const who of WHO.filter(isPerson).filter((each) => !door.may.includes(each))) {
    const what = `${name} as ${who}`;
    await changingNothing(house, what, async () => {
      const args = door.gets(world);
      const ending = await endingOf(() => call(house.actorOf(who), ...args));
      const other = await endingOf(() => call(house.actorOf(who), ...without(args)));
      tally.count(what);
      tally.count(`${what}, missing`);
      if (!door.sees?.includes(who) && said(ending) !== said(other))
        tally.fault("differs", what, `${said(ending)} / ${said(other)}`);
    });
  }
}

async function tryWithRight(house: House, useCase: UseCase, door: UseCaseDoor) {
  const [first, ...others] = door.may.filter(isPerson);
  if (first === undefined) return;
  const plain = await tryRight(house, useCase, door, first);
  for (const who of others) await tryRight(house, useCase, door, who);
  await tryForged(house, useCase, door, { who: first, plain });
}

/** Returns what it changed. */
async function tryRight(house: House, { name, call }: UseCase, door: UseCaseDoor, who: Person) {
  const { tally, owner } = house;
  const world = await house.world();
  await door.prepare?.(house.actorOf(who));
  const mark = await markTraces(owner);
  const ending = await endingOf(() => call(house.actorOf(who), ...door.gets(world)));
  tally.count(`${name} as ${who}`);
  if (ending.kind !== "done") tally.fault("refused", `${name} as ${who}`, said(ending));
  return tracesSince(owner, mark);
}

/** Fields that were not asked for have no effect: the call is refused, or does what it does without them. */
async function tryForged(
  house: House,
  { name, call }: UseCase,
  door: UseCaseDoor,
  { who, plain }: { who: Person; plain: readonly Trace[] },
) {
  const { tally, owner } = house;
  const args = door.gets(await house.world());
  if (!args.some(isFields)) return;
  await door.prepare?.(house.actorOf(who));
  const mark = await markTraces(owner);
  const forged = args.map((arg) => (isFields(arg) ? { ...arg, ...forgeries(arg)[0] } : arg));
  await endingOf(() => call(house.actorOf(who), ...forged));
  tally.count(`${name} with forged fields`);
  const found = findForged(plain, await tracesSince(owner, mark));
  if (found.length > 0) tally.fault("changed", `${name} with forged fields`, found.join(", "));
}

function isFields(arg: unknown): arg is object {
  return typeof arg === "object" && arg !== null && !Array.isArray(arg);
}

/**
 * Every field, at every depth, with every cruel value. A use case that joins a transaction is undone each time, so that
 * each try finds the world unchanged. The edge reads single ids, and the other tries go through it.
 */
async function tryCruel(house: House, useCase: UseCase, door: UseCaseDoor) {
  const [who] = door.may.filter(isPerson);
  if (who === undefined) return;
  const args = door.gets(await house.world());
  const actor = house.actorOf(who);
  const tries = args.flatMap((arg, index) =>
    cruelVersions(arg).flatMap(([field, versions]) =>
      versions.map(([kind, value]) => async () => {
        const given = args.map((each, at) => (at === index ? value : each));
        const what = `${useCase.name}: ${field} = ${kind}`;
        const ending = await endingUndone(useCase, [actor, ...given]);
        house.tally.count(what);
        if (ending.kind === "broken") house.tally.fault("fiveHundreds", what, ending.message);
      }),
    ),
  );
  await inParallel(tries);
}

async function endingUndone({ call, txAt }: UseCase, args: Args): Promise<Ending> {
  if (txAt === null) return endingOf(() => call(...args));
  const undo = new Error("Undone on purpose");
  let ending: Ending | undefined;
  await getDb()
    .transaction(async (tx) => {
      ending = await endingOf(async () => {
        const given = Array.from({ length: txAt }, (_, index) => args[index]);
        const result = await call(...given, tx);
        await tx.execute(sql`set constraints all immediate`);
        return result;
      });
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  if (!ending) throw new Error("The call never ended");
  return ending;
}

async function endingOf(call: () => unknown): Promise<Ending> {
  try {
    return { kind: "done", result: withoutObject(JSON.stringify(await call()) ?? "nothing") };
  } catch (error) {
    if (error instanceof DomainError) return { kind: "refused", code: error.code };
    if (error instanceof ZodError) return { kind: "refused", code: "invalid_input" };
    return { kind: "broken", message: error instanceof Error ? error.message : String(error) };
  }
}

function said(ending: Ending): string {
  switch (ending.kind) {
    case "done":
      return `done: ${ending.result}`;
    case "refused":
      return ending.code;
    case "broken":
      return `broken: ${ending.message}`;
  }
}

function without(args: Args): unknown[] {
  return args.map((arg) => {
    const text = JSON.stringify(arg);
    return text === withoutObject(text) ? arg : JSON.parse(withoutObject(text));
  });
}
