import { changingNothing, firstDifference, inParallel } from "./attempt.ts";
import { CRUEL_HEADERS } from "./cruel-headers.ts";
import { FOREIGN_SITES, FORGED_HEADERS } from "./forged.ts";
import { type House, mirrored } from "./house.ts";
import { type Answer, compared, knock, withoutObject } from "./knock.ts";
import { PAGES } from "./pages.ts";
import { WHO, type Who } from "./who.ts";

type Headers = Readonly<Record<string, string>>;

/**
 * Every page for everyone: readers see it, all others see what they see where nothing exists. Looking changes nothing.
 */
export async function tryPages(house: House): Promise<void> {
  await tryIn(house, (look) => tryHeaders(house, look));
  const others = mirrored(house);
  await tryIn(others, async () => {});
}

/** A person looking at a page. */
type Look = {
  readonly what: string;
  readonly who: Who;
  readonly path: string;
  readonly at: (path: string, headers?: Headers) => Promise<Answer>;
  /** Words that this person may not see here. */
  readonly hidden: string | undefined;
};

async function tryIn(house: House, tryMore: (look: Look) => Promise<void>) {
  const world = await house.world();
  const wanted = Object.entries(PAGES).filter(([name]) => house.isWanted(name));
  const tries = wanted.flatMap(([name, door]) =>
    WHO.map((who) => async () => {
      const isReader = door.readers.includes(who);
      const words = door.shows?.(world);
      const look = {
        what: `${name} as ${who}`,
        who,
        path: door.at(world),
        at: (path: string, headers: Headers = {}) => {
          const all = { accept: "text/html", ...house.headersOf(who), ...headers };
          return knock(house.address, { path, headers: all });
        },
        hidden: isReader ? undefined : words,
      };
      await (isReader ? tryReader(house, look, words) : tryOther(house, look));
      await tryMore(look);
    }),
  );
  await changingNothing(house, "Looking at pages", () => inParallel(tries));
}

async function tryReader({ tally }: House, { what, path, at }: Look, words = "") {
  const answer = await at(path);
  tally.count(what, answer);
  if (answer.status >= 400 || !answer.body.includes(words))
    tally.fault("refused", what, `${answer.status}`);
}

async function tryOther({ tally }: House, { what, path, at, hidden }: Look) {
  const [answer, other] = await Promise.all([at(path), at(withoutObject(path))]);
  tally.count(what, answer);
  tally.count(`${what}, missing`, other);
  if (compared(answer) !== compared(other))
    tally.fault("differs", what, firstDifference(compared(answer), compared(other)));
  if (hidden !== undefined && answer.body.includes(hidden))
    tally.fault("differs", what, "its words");
}

const FORGED = [...Object.entries(FORGED_HEADERS), ...Object.entries(FOREIGN_SITES)];

/** Forged headers for everyone; senseless ones for one signed-in person, for whom a page has the most to do. */
async function tryHeaders({ tally }: House, { what, who, path, at, hidden }: Look) {
  for (const [kind, headers] of who === "client" ? [...FORGED, ...CRUEL_HEADERS] : FORGED) {
    const answer = await at(path, headers);
    tally.count(`${what}, ${kind}`, answer);
    if (hidden !== undefined && answer.body.includes(hidden))
      tally.fault("differs", `${what}, ${kind}`, "its words");
  }
}
