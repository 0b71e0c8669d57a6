import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { sessions } from "#db/schema";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { newId } from "#lib/new-id";
import { DAY_MS, now, setClock } from "#lib/time";
import type { Actor } from "./actor.ts";
import { endAllSessions } from "./end-all-sessions.ts";
import { endSession } from "./end-session.ts";
import { listSessions } from "./queries.ts";
import { createSession, findLiveSession, listLiveSessions } from "./sessions.ts";
import { encodeSessionToken } from "./token.ts";

useTestDatabase();

async function openSession({ userId }: Actor, userAgent: string | null = null) {
  const sessionId = await getDb().transaction((tx) => createSession(tx, userId, userAgent));
  return { sessionId, token: await encodeSessionToken({ userId, sessionId }) };
}

test("an ended session is dead at the next look-up; ending it again changes nothing", async () => {
  const ana = await makeFreelancer();
  const { sessionId, token } = await openSession(ana);
  expect(await findLiveSession(token)).toMatchObject({ actor: ana });
  await endSession(ana, { sessionId });
  expect(await findLiveSession(token)).toBeNull();
  await endSession(ana, { sessionId });
});

test("nobody can end another person's session, or learn that it exists", async () => {
  const { sessionId, token } = await openSession(await makeFreelancer());
  const bo = await makeClient();
  const answer = await endSession(bo, { sessionId });
  expect(answer).toEqual(await endSession(bo, { sessionId: newId("ses") }));
  expect(await findLiveSession(token)).not.toBeNull();
});

test("signing out everywhere ends all of the person's own sessions and no others", async () => {
  const ana = await makeFreelancer();
  const one = await openSession(ana);
  const two = await openSession(ana);
  const other = await openSession(await makeClient());
  await endAllSessions(ana);
  await endAllSessions(ana);
  expect(await findLiveSession(one.token)).toBeNull();
  expect(await findLiveSession(two.token)).toBeNull();
  expect(await findLiveSession(other.token)).not.toBeNull();
});

test("a session ends after 30 days, however much it is used", async () => {
  const { token } = await openSession(await makeClient());
  const begin = now().getTime();
  for (const day of [10, 20, 29.9]) {
    expect(await at(begin + day * DAY_MS, () => findLiveSession(token))).not.toBeNull();
  }
  expect(await at(begin + 30 * DAY_MS, () => findLiveSession(token))).toBeNull();
});

test("a session unused for 14 days has ended for every reader and is removed at the next sign-in", async () => {
  const ana = await makeClient();
  const { sessionId, token } = await openSession(ana);
  const end = now().getTime() + 14 * DAY_MS;
  const live = () => listLiveSessions([sessionId]);
  expect(await at(end - 1000, live)).toEqual(new Set([sessionId]));
  expect(await at(end, live)).toEqual(new Set());
  expect(await at(end, () => listSessions(ana, sessionId))).toEqual([]);
  expect(await at(end, () => findLiveSession(token))).toBeNull();
  await at(end, () => openSession(ana));
  expect(await getDb().$count(sessions, eq(sessions.id, sessionId))).toBe(0);
});

/** Does it at this moment. */
async function at<T>(moment: number, work: () => Promise<T>): Promise<T> {
  const restore = setClock(() => new Date(moment));
  try {
    return await work();
  } finally {
    restore();
  }
}

test("a token that is changed, made up, or names another person's session stands for nobody", async () => {
  const { sessionId, token } = await openSession(await makeClient());
  const bo = await makeClient();
  const borrowed = await encodeSessionToken({ userId: bo.userId, sessionId });
  expect(await findLiveSession(borrowed)).toBeNull();
  expect(await findLiveSession(`${token.slice(0, -8)}changed!`)).toBeNull();
  expect(await findLiveSession("")).toBeNull();
  expect(await findLiveSession(undefined)).toBeNull();
});

test("the time when a person was last seen is exact to five minutes", async () => {
  const ana = await makeFreelancer();
  const { sessionId, token } = await openSession(ana);
  const seen = async () => (await listSessions(ana, sessionId))[0]?.lastSeenAt;
  const first = await seen();
  await findLiveSession(token);
  expect(await seen()).toEqual(first);
  const later = new Date(now().getTime() + 6 * 60_000);
  const restore = setClock(() => later);
  await findLiveSession(token);
  restore();
  expect(await seen()).toEqual(later);
});

test("the list shows where a person is signed in, this device first, and nobody else's sessions", async () => {
  const ana = await makeFreelancer();
  await openSession(await makeClient());
  const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  const here = await openSession(ana, firefox);
  await openSession(ana);
  const list = await listSessions(ana, here.sessionId);
  expect(list.map(({ device, isThisDevice }) => [device, isThisDevice])).toEqual([
    ["Firefox on Linux", true],
    ["A browser", false],
  ]);
});
