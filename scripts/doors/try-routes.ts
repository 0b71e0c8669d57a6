import { type Attempt, inParallel, type Trial, tryEach } from "./attempt.ts";
import { cruelVersions } from "./cruel.ts";
import { forgeries } from "./forged.ts";
import type { House } from "./house.ts";
import { type Answer, knock, SAME_SITE, withoutObject } from "./knock.ts";
import { ROUTES, type RouteDoor } from "./routes.ts";
import type { Who } from "./who.ts";

const SAFE = ["GET", "HEAD"];

/** Every method of every route handler: by everyone, from other sites, and with bodies that none of our pages sends. */
export async function tryRoutes(house: House): Promise<void> {
  await tryEach(
    house,
    Object.entries(ROUTES).map(([name, door]) => toTrial(house, name, door)),
  );
}

function toTrial(house: House, name: string, door: RouteDoor): Trial {
  const [method = "GET"] = name.split(" ");
  const { may, sees = [], body, isRefusedPlain = false } = door;
  return {
    name,
    may,
    sees,
    isRefusedPlain,
    isWrite: !SAFE.includes(method),
    attemptOn: attemptOn(method, door),
    forged: (world) => (body ? forgeries(body(world)) : []),
    tryCruel: (who) => tryBodies(house, { name, method, door, who }),
  };
}

function attemptOn(method: string, door: RouteDoor): Trial["attemptOn"] {
  return (house, world): Attempt =>
    async ({ who, isMissing = false, headers = {}, forged = {} }) => {
      const hide = (text: string) => (isMissing ? withoutObject(text) : text);
      const body = door.body && hide(JSON.stringify({ ...door.body(world), ...forged }));
      const path = hide(door.at(world));
      const { isEndless } = door;
      const answer = await send(house, { method, path, who, body, isEndless, headers });
      const words = door.shows?.(world);
      const isShown = words === undefined || answer.body.includes(words);
      if (!door.may.includes(who) && words !== undefined && isShown)
        house.tally.fault("differs", `${method} ${path} as ${who}`, "its words");
      return { ...answer, isDone: answer.status >= 200 && answer.status < 400 && isShown };
    };
}

type Sent = {
  readonly method: string;
  readonly path: string;
  readonly who: Who;
  readonly body?: string | undefined;
  readonly isEndless?: boolean | undefined;
  readonly headers?: Readonly<Record<string, string>>;
};

async function send(
  house: House,
  { method, path, who, body, isEndless = false, headers }: Sent,
): Promise<Answer> {
  return knock(house.address, {
    method,
    path,
    isEndless,
    headers: {
      ...house.headersOf(who),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(SAFE.includes(method) ? {} : { origin: house.address, ...SAME_SITE }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
}

const CRUEL_BODIES = ["", "{", "null", "[]", '"a"', "1", "\u0000", "[".repeat(50_000), "{}"];

/**
 * Every field with everything that none of our pages sends, in a world in which the field before it has left nothing.
 */
async function tryBodies(
  house: House,
  { name, method, door, who }: { name: string; method: string; door: RouteDoor; who: Who },
) {
  const { body } = door;
  if (SAFE.includes(method)) return;
  const tryTexts = async (texts: readonly (readonly [what: string, body: string])[]) => {
    const path = door.at(await house.world());
    const tries = texts.map(([what, text]) => async () => {
      const answer = await send(house, { method, path, who, body: text });
      house.tally.count(`${name}: ${what}`, answer);
    });
    await inParallel(tries);
  };
  await tryTexts(
    CRUEL_BODIES.map((text) => [`the body ${JSON.stringify(text.slice(0, 20))}`, text]),
  );
  if (!body) return;
  for (const [field, versions] of cruelVersions(body(await house.world()))) {
    await tryTexts(versions.map(([kind, value]) => [`${field} = ${kind}`, JSON.stringify(value)]));
  }
}
