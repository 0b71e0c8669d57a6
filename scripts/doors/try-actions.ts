import { randomUUID } from "node:crypto";
import { FORM_FIELD, KEY_FIELD, VIEWER_FIELD, VIEWER_NAME_FIELD } from "#lib/forms/state";
import { ACTIONS, type ActionDoor, type Fields } from "./actions.ts";
import { type Attempt, inParallel, type Trial, tryEach } from "./attempt.ts";
import { type ActionCall, callAction, callWith, postForm, type Sent } from "./call-action.ts";
import { CRUEL_TEXTS } from "./cruel.ts";
import { forgeries } from "./forged.ts";
import type { House } from "./house.ts";
import { withoutObject } from "./knock.ts";
import type { ServerAction } from "./list-doors.ts";
import { PAGES } from "./pages.ts";
import type { Who } from "./who.ts";
import type { World } from "./world.ts";

/** Every server action: by everyone, from other sites, with arguments and fields that none of our forms sends. */
export async function tryActions(house: House, actions: readonly ServerAction[]): Promise<void> {
  const trials = actions.flatMap((action) => {
    const door = ACTIONS[action.name];
    // The build has an action that is not where the tree is searched for them.
    if (!door) throw new Error(`${action.name} has no entry in scripts/doors/actions.ts`);
    return toTrials(house, action, door);
  });
  await tryEach(house, trials);
}

/** As scripts call it, and as a form is posted before they have arrived. */
function toTrials(house: House, action: ServerAction, door: ActionDoor): Trial[] {
  const { may, sees = [] } = door;
  const trial = { may, sees, isWrite: true, isRefusedPlain: false };
  const { name } = action;
  if ("argument" in door) {
    const tryCruel = (who: Who) => tryArguments(house, action, who);
    return [
      { ...trial, name, attemptOn: calledOn(action, door.argument), forged: () => [], tryCruel },
    ];
  }
  const { fields } = door;
  return [
    {
      ...trial,
      name,
      attemptOn: sentOn(action, fields),
      forged: (world) => forgeries(fields(world)),
      async tryCruel(who) {
        await tryArguments(house, action, who);
        await tryFields(house, action, who, fields);
      },
    },
    {
      ...trial,
      name: `${name} without scripts`,
      attemptOn: postedOn(action, fields),
      forged: (world) => forgeries(fields(world)),
      async tryCruel() {},
    },
  ];
}

function callOf(
  house: House,
  { id, page, name }: ServerAction,
  world: World,
  who: Who,
): ActionCall {
  const path = PAGES[page]?.at(world) ?? "/";
  const headers = house.headersOf(who);
  const more = ACTIONS[name]?.cookie?.(world);
  if (more === undefined) return { id, path, headers };
  const cookie = [headers.cookie, more].filter((part) => part !== undefined).join("; ");
  return { id, path, headers: { ...headers, cookie } };
}

type MakeFields = (world: World) => Fields;

function sentOn(action: ServerAction, fields: MakeFields): Trial["attemptOn"] {
  return (house, world): Attempt =>
    async ({ who, isMissing = false, headers = {}, forged = {} }) => {
      const sent = { ...(isMissing ? withoutObjects(fields(world)) : fields(world)), ...forged };
      const call = callOf(house, action, world, who);
      const all = { ...call.headers, ...headers };
      const outcome = await callAction(house.address, { ...call, headers: all }, sent);
      const { status, kind, message } = outcome;
      return {
        status,
        headers: outcome.headers,
        // The page that comes with the answer is tested as a page.
        body: `${kind} ${message}`,
        isDone: kind === "success" || kind === "redirect",
      };
    };
}

function postedOn(action: ServerAction, fields: MakeFields): Trial["attemptOn"] {
  return (house, world): Attempt =>
    async ({ who, isMissing = false, headers = {}, forged = {} }) => {
      const sent = { ...(isMissing ? withoutObjects(fields(world)) : fields(world)), ...forged };
      const call = callOf(house, action, world, who);
      const all = { ...call.headers, ...headers };
      const own = { [FORM_FIELD]: "doors", [KEY_FIELD]: randomUUID() };
      const posted = { ...own, ...sent };
      const answer = await postForm(house.address, { ...call, headers: all }, posted);
      const isRefused = answer.body.includes("data-leftover-answer");
      return { ...answer, isDone: answer.status < 400 && !isRefused };
    };
}

/** For an action that takes an argument and no form. It answers nothing, so only its changes tell. */
function calledOn(action: ServerAction, argument: (world: World) => string): Trial["attemptOn"] {
  return (house, world): Attempt =>
    async ({ who, isMissing = false, headers = {} }) => {
      const call = callOf(house, action, world, who);
      const all = { ...call.headers, ...headers };
      const given = isMissing ? withoutObject(argument(world)) : argument(world);
      const answer = await callWith(
        house.address,
        { ...call, headers: all },
        JSON.stringify([given]),
      );
      return { ...answer, body: "", isDone: answer.status < 400 };
    };
}

function withoutObjects(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "string" ? withoutObject(value) : value.map(withoutObject),
    ]),
  );
}

const CRUEL_ARGUMENTS = [
  "[]",
  "[null]",
  "[1]",
  '["$K1"]',
  '[null,"x"]',
  "[null,null]",
  '[{"status":"idle"},{}]',
  '[{"status":"idle"},["a"]]',
  '[{"status":"idle"},"$undefined"]',
  '[{"status":"idle"},"$F9"]',
  '[{"status":"idle"},"$Q9"]',
  '[{"status":"idle"},"$B9"]',
  '["$@9","$@9"]',
  '[{"__proto__":{"status":"idle"}},"$K1"]',
  "{}",
  '"$K1"',
  "null",
  "1",
  "[",
  "",
  "$",
  "\u0000",
];

async function tryArguments(house: House, action: ServerAction, who: Who) {
  const call = callOf(house, action, await house.world(), who);
  const tries = CRUEL_ARGUMENTS.map((root) => async () => {
    const outcome = await callWith(house.address, call, root);
    house.tally.count(`${action.name} with the arguments ${JSON.stringify(root)}`, outcome);
  });
  await inParallel(tries);
}

/** What every form adds to its fields. It is read in one place, so one form stands for all. */
const OWN_FIELDS = [FORM_FIELD, KEY_FIELD, VIEWER_FIELD, VIEWER_NAME_FIELD];
const ANY_FORM = "(public)/jobs#markJobAction";

/** Every field with everything that its form never sends, in a world in which the field before it has left nothing. */
async function tryFields(house: House, action: ServerAction, who: Who, make: MakeFields) {
  const names = Object.keys(make(await house.world()));
  if (action.name === ANY_FORM) names.push(...OWN_FIELDS);
  for (const field of names) {
    const world = await house.world();
    const call = callOf(house, action, world, who);
    const tries = cruelFields(make(world), field).map(([kind, sent]) => async () => {
      const what = `${action.name}: ${field} ${kind}`;
      const outcome = await callAction(house.address, call, sent);
      house.tally.count(what, outcome);
      if (outcome.isOurFault) house.tally.fault("fiveHundreds", what, outcome.message);
    });
    await inParallel(tries);
  }
}

/** "a", U+D800 and "b" as bytes, which no text has. */
const LONE_SURROGATE = Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x62]);

function cruelFields(fields: Fields, field: string): [kind: string, sent: Sent][] {
  const { [field]: _, ...others } = fields;
  return [
    ...Object.entries(CRUEL_TEXTS).map(([kind, value]): [string, Sent] => [
      `= ${kind}`,
      { ...fields, [field]: value },
    ]),
    ["twice", { ...fields, [field]: ["a", "b"] }],
    ["left out", others],
    ["as a file", { ...fields, [field]: { file: "a file" } }],
    ["with a lone surrogate", { ...fields, [field]: { bytes: LONE_SURROGATE } }],
  ];
}
