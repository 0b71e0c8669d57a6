import { isDeepStrictEqual } from "node:util";
import { isDomainError } from "#lib/errors";
import { MINUTE_MS, now, setClock } from "#lib/time";
import { makeClient, makeFreelancer } from "./factories.ts";
import { InboxDevice } from "./inbox-device.ts";
import { recountInboxes } from "./inbox-recount.ts";
import { STEPS, type Step } from "./inbox-steps.ts";
import { TruthConversation } from "./inbox-truth.ts";
import { randomFrom } from "./seeded.ts";
import { makeTalk } from "./talking.ts";

export type ModelRun = {
  readonly seed: number;
  readonly operations: number;
  readonly refusals: number;
  readonly messages: number;
  readonly changes: number;
};

type Devices = {
  /** Asks after every operation that concerns its person. */
  readonly prompt: InboxDevice;
  /** Asks now and then. */
  readonly lazy: InboxDevice;
  /** Comes back only at the end. */
  readonly absent: InboxDevice;
};

type World = {
  readonly random: () => number;
  readonly talks: readonly TruthConversation[];
  readonly blocks: Set<string>;
  readonly devices: readonly Devices[];
  at: number;
};

/**
 * Plays this many random operations of two clients and two freelancers in six conversations. After each one, what each
 * person's devices know from changes alone, a recount of the rows and a plain model in memory must agree on unread
 * counts, previews, totals and every message. If they do not, throws with the seed and the operation.
 */
export async function runInboxModel({
  operations,
  seed,
}: {
  operations: number;
  seed: number;
}): Promise<ModelRun> {
  const world = await makeWorld(seed);
  const restoreClock = setClock(() => new Date(world.at));
  let refusals = 0;
  try {
    for (let index = 1; index <= operations; index += 1) {
      const talk = pick(world.random, world.talks);
      const name = pick(world.random, NAMES);
      await insist(`seed ${seed}, operation ${index} (${name})`, async () => {
        const step = planStep(world, talk, name, index);
        await takeStep(step);
        if (step.refusal) refusals += 1;
        await compareAfter(world, talk);
      });
    }
    await insist(`seed ${seed}, at the end`, () => compareAtEnd(world));
  } finally {
    restoreClock();
  }
  const messages = world.talks.reduce((sum, talk) => sum + talk.messages.length, 0);
  const changes = world.devices.reduce((sum, { prompt }) => sum + prompt.seq, 0);
  return { seed, operations, refusals, messages, changes };
}

async function makeWorld(seed: number): Promise<World> {
  const [anna, bert] = [await makeClient({ name: "Anna" }), await makeClient({ name: "Bert" })];
  const [cleo, dora] = [
    await makeFreelancer({ name: "Cleo" }),
    await makeFreelancer({ name: "Dora" }),
  ];
  const pairs = [
    [anna, cleo],
    [anna, cleo],
    [anna, dora],
    [bert, cleo],
    [bert, dora],
    [bert, dora],
  ] as const;
  const talks: TruthConversation[] = [];
  for (const [client, freelancer] of pairs) {
    const { conversationId } = await makeTalk({ client, freelancer });
    talks.push(new TruthConversation(conversationId, [client, freelancer]));
  }
  const devices = [anna, bert, cleo, dora].map((actor) => ({
    prompt: new InboxDevice(actor),
    lazy: new InboxDevice(actor),
    absent: new InboxDevice(actor),
  }));
  return { random: randomFrom(seed), talks, blocks: new Set(), devices, at: now().getTime() };
}

function pick<T>(random: () => number, choices: readonly T[]): T {
  const choice = choices[Math.floor(random() * choices.length)];
  if (choice === undefined) throw new Error("There is nothing to choose from");
  return choice;
}

type StepName = keyof typeof STEPS;
const NAMES = namesByWeight();

function namesByWeight(): readonly StepName[] {
  const names: StepName[] = [];
  let name: StepName;
  for (name in STEPS) for (let n = 0; n < STEPS[name].weight; n += 1) names.push(name);
  return names;
}

/** Seconds after the last one, and now and then so much later that nothing can be changed any more. */
function planStep(world: World, talk: TruthConversation, name: StepName, index: number): Step {
  const { random, blocks } = world;
  world.at += Math.floor(random() * (random() < 0.01 ? 30 : 0.5) * MINUTE_MS);
  const actor = pick(random, talk.people);
  return STEPS[name].plan({ talk, actor, at: world.at, index, blocks, random });
}

/** Takes a step, and takes it on the truth too unless it must be refused. */
async function takeStep({ run, refusal, apply }: Step): Promise<void> {
  if (refusal === null) {
    await run();
    apply();
    return;
  }
  const isRefused = await run().then(
    () => false,
    (error: unknown) => {
      if (isDomainError(error, refusal)) return true;
      throw error;
    },
  );
  if (!isRefused) throw new Error(`This should have been refused: ${refusal}`);
}

async function compareAfter(world: World, talk: TruthConversation): Promise<void> {
  expectEqual("recount", await recountInboxes(talk.conversationId), []);
  const { random, devices } = world;
  for (const { prompt, lazy } of devices) {
    // People without a part in it are compared more rarely: nothing may have changed for them.
    if (talk.has(prompt.actor) || random() < 0.05) await compareDevice(world, prompt);
    if (random() < 0.02) await compareDevice(world, lazy);
  }
}

async function compareAtEnd(world: World): Promise<void> {
  for (const { lazy, absent } of world.devices) {
    await compareDevice(world, lazy);
    await compareDevice(world, absent);
  }
}

/** Lets a device catch up, and compares all that it then knows with the truth. */
async function compareDevice(world: World, device: InboxDevice): Promise<void> {
  const before = device.seq;
  await device.catchUp();
  const { actor } = device;
  const talks = world.talks.filter((talk) => talk.has(actor));
  const unread = talks.filter((talk) => talk.isUnreadFor(actor)).length;
  expectEqual("conversations with something unread", device.unreadConversations, unread);
  if (device.seq === before) return;
  for (const talk of talks) {
    const row = device.rows.get(talk.conversationId);
    // Before anything happens in a conversation, no device has heard of it.
    if (!row) {
      expectEqual("messages of an unknown conversation", talk.messages.length, 0);
      continue;
    }
    const { conversationId, other, jobId, jobTitle, ...shown } = row;
    expectEqual("row", shown, talk.rowOf(actor));
    const known = [...(device.messages.get(conversationId)?.values() ?? [])];
    const seen = known
      .sort((a, b) => a.seq - b.seq)
      .map(({ seq, senderId, clientId, body, createdAt, editedAt, deletedAt }) => ({
        seq,
        senderId,
        clientId,
        body,
        at: Date.parse(createdAt),
        isEdited: editedAt !== null,
        isDeleted: deletedAt !== null,
      }));
    const expected = talk.messages.map((message, index) => ({ seq: index + 1, ...message }));
    expectEqual("messages", seen, expected);
  }
}

function expectEqual(what: string, found: unknown, expected: unknown): void {
  if (isDeepStrictEqual(found, expected)) return;
  throw new Error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
}

/** Runs `work`; a failure in it names the place, so that the same run can be played again. */
async function insist(where: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The inbox model failed: ${where}: ${why}`, { cause: error });
  }
}
