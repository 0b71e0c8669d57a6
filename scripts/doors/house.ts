import type { Connection } from "#db/client";
import { getDb } from "#db/client";
import { formAnswers, rateLimits } from "#db/schema";
import type { SignedInActor } from "#lib/auth/actor";
import { sessionCookieName } from "#lib/auth/cookies";
import { createSession } from "#lib/auth/sessions";
import { encodeSessionToken } from "#lib/auth/token";
import type { Tally } from "./tally.ts";
import { markTraces } from "./traces.ts";
import { type People, type Person, WHO, type Who } from "./who.ts";
import { makeWorld, type World } from "./world.ts";

type Site = {
  readonly address: string;
  readonly owner: Connection;
  readonly people: People;
  readonly tally: Tally;
  /** Whether a door of this name is to be tried. */
  readonly isWanted: (name: string) => boolean;
};

/** What every try needs: the product's address, the people, and where the results go. */
export type House = Site & {
  /** The headers of a browser in which this person is signed in. */
  headersOf(who: Who): Readonly<Record<string, string>>;
  /** This person, acting in that browser. */
  actorOf(who: Person): SignedInActor;
  /** A world to which nothing has happened since it was made, with everyone signed in. */
  world(): Promise<World>;
};

type Browser = { readonly actor: SignedInActor; readonly cookie: string };
type SignedIn = ReadonlyMap<Who, Browser>;

export function openHouse(site: Site): House {
  let signedIn: SignedIn = new Map();
  let latest: { readonly world: World; readonly mark: string } | undefined;
  return {
    ...site,
    headersOf(who) {
      const browser = signedIn.get(who);
      return browser ? { cookie: browser.cookie } : {};
    },
    actorOf(who) {
      const browser = signedIn.get(who);
      if (!browser) throw new Error(`${who} is not signed in`);
      return browser.actor;
    },
    async world() {
      const db = getDb();
      await Promise.all([db.delete(rateLimits), db.delete(formAnswers)]);
      if (latest?.mark === (await markTraces(site.owner))) return latest.world;
      const world = await makeWorld(site.people, site.address);
      signedIn = await signInEverybody(site.people);
      latest = { world, mark: await markTraces(site.owner) };
      return world;
    },
  };
}

/** The same house in which everything belongs to the strangers. */
export function mirrored({ address, owner, people, tally, isWanted }: House): House {
  return openHouse({
    address,
    owner,
    tally,
    isWanted,
    people: {
      client: people["other client"],
      "other client": people.client,
      freelancer: people["other freelancer"],
      "other freelancer": people.freelancer,
      admin: people.admin,
      moderator: people.moderator,
      accountant: people.accountant,
    },
  });
}

/** Signs everyone in, each on a separate browser. */
async function signInEverybody(people: People): Promise<SignedIn> {
  const known = new Map<Who, Browser>();
  for (const who of WHO) {
    if (who === "anonymous") continue;
    const { userId } = people[who];
    const sessionId = await getDb().transaction((tx) => createSession(tx, userId, "a browser"));
    const token = await encodeSessionToken({ userId, sessionId });
    const cookie = `${sessionCookieName()}=${token}`;
    known.set(who, { actor: { ...people[who], sessionId }, cookie });
  }
  return known;
}
