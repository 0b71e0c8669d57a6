import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { newId } from "#lib/ids";
import { DAY_MS, now, setClock } from "#lib/time";
import type { Actor } from "./actor.ts";
import { endAllSessions } from "./end-all-sessions.ts";
import { endSession } from "./end-session.ts";
import { listSessions } from "./queries.ts";
import { createSession, findLiveSession } from "./sessions.ts";
import { encodeSessionToken } from "./token.ts";

useTestDatabase();

async function openSession({ userId }: Actor, userAgent: string | null = null) {
  const sessionId = await getDb().transaction((tx) => createSession(tx, userId, userAgent));
  return { sessionId, token: await encodeSessionToken({ userId, sessionId }) };
}

test("a session that was ended is dead at the next look; ending it again changes nothing", async () => {
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

test("signing out everywhere ends all of one's own sessions and no others", async () => {
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

test("a session ends after 30 days", async () => {
  const { token } = await openSession(await makeClient());
  const later = new Date(now().getTime() + 30 * DAY_MS);
  const restore = setClock(() => later);
  expect(await findLiveSession(token)).toBeNull();
  restore();
  expect(await findLiveSession(token)).not.toBeNull();
});

test("a token that is changed, made up, or names another person's session is nobody", async () => {
  const { sessionId, token } = await openSession(await makeClient());
  const bo = await makeClient();
  const borrowed = await encodeSessionToken({ userId: bo.userId, sessionId });
  expect(await findLiveSession(borrowed)).toBeNull();
  expect(await findLiveSession(`${token.slice(0, -2)}AA`)).toBeNull();
  expect(await findLiveSession("")).toBeNull();
  expect(await findLiveSession(undefined)).toBeNull();
});

test("when somebody was last seen is kept to five minutes", async () => {
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

test("the list shows where one is signed in, this device first, and no others' sessions", async () => {
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
