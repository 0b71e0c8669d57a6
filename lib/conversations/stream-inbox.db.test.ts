import { setTimeout as delay } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connect, getDb, useConnection } from "#db/client";
import { sessions } from "#db/schema";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { letAppConnect } from "#db/testing/let-app-connect";
import { makeTalk } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { endAllSessions } from "#lib/auth/end-all-sessions";
import { endSession } from "#lib/auth/end-session";
import { createSession, type LiveSession } from "#lib/auth/sessions";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { STREAMS_PER_PERSON } from "./internal/watch-inbox.ts";
import { STREAM_BEAT_MS } from "./policy.ts";
import { streamInbox } from "./stream-inbox.ts";
import { tellTyping } from "./tell-typing.ts";

const database = useTestDatabase();
const opened: AbortController[] = [];
const BEAT = 'data: {"kind":"beat"}';

beforeEach(() => {
  vi.stubEnv("DATABASE_APP_URL", database().appUrl);
});

afterEach(async () => {
  for (const closing of opened.splice(0)) closing.abort();
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await vi.waitFor(async () => expect(await listeners()).toBe(0), 5_000);
});

test("a stream begins with the number of the newest change and then tells each new one", async () => {
  const { client, conversationId } = await makeTalk();
  const stream = await open(client);
  expect(await stream.next()).toBe('data: {"kind":"changed","seq":0}');
  await announce(conversationId, client);
  expect(await stream.next()).toBe('data: {"kind":"changed","seq":1}');

  const later = await open(client);
  expect(await later.next()).toBe('data: {"kind":"changed","seq":1}');
});

test("nobody is told of another person's changes", async () => {
  const { client, freelancer, conversationId } = await makeTalk();
  const stream = await open(freelancer);
  await stream.next();
  await announce(conversationId, client);
  await announce(conversationId, freelancer);
  expect(await stream.next()).toBe('data: {"kind":"changed","seq":1}');
});

test("typing reaches only the other person, and leaves no row", async () => {
  const { client, freelancer, conversationId } = await makeTalk();
  const [own, other] = [await open(client), await open(freelancer)];
  await own.next();
  await other.next();
  await tellTyping(client, { conversationId });
  expect(await other.next()).toBe(`data: {"kind":"typing","conversationId":"${conversationId}"}`);
  await announce(conversationId, client);
  expect(await own.next()).toBe('data: {"kind":"changed","seq":1}');
});

test("one connection listens for all streams, and none when the last is gone", async () => {
  const people = await Promise.all([makeClient(), makeClient(), makeFreelancer()]);
  for (const person of people) await open(person);
  expect(await listeners()).toBe(1);
});

test("after the listening connection is lost everyone checks again, and later changes arrive", async () => {
  const { client, conversationId } = await makeTalk();
  const stream = await open(client);
  await stream.next();
  await loseListener();
  await announce(conversationId, client);
  expect(await stream.next()).toBe('data: {"kind":"changed","seq":1}');
  await vi.waitFor(async () => expect(await listeners()).toBe(1), 5_000);
  await announce(conversationId, client);
  await stream.until('data: {"kind":"changed","seq":2}');
});

const ENDINGS: readonly [string, (actor: Actor, sessionId: Id<"ses">) => Promise<unknown>][] = [
  ["signed out or ended on another device", (actor, sessionId) => endSession(actor, { sessionId })],
  ["ended everywhere", (actor) => endAllSessions(actor)],
  [
    "taken away in whatever other way",
    (_, sessionId) => getDb().delete(sessions).where(eq(sessions.id, sessionId)),
  ],
];

test.each(ENDINGS)(
  "a stream ends with its session, %s, and tells nothing afterwards; the others continue",
  async (_, end) => {
    const { client, freelancer, conversationId } = await makeTalk();
    const [ended, kept] = [await open(client), await open(freelancer)];
    await ended.next();
    await kept.next();
    await end(client, ended.sessionId);
    await announce(conversationId, client);
    await tellTyping(freelancer, { conversationId });
    expect(await ended.next()).toBeNull();
    await announce(conversationId, freelancer);
    expect(await kept.next()).toBe('data: {"kind":"changed","seq":1}');
  },
);

test("a session that ends while its stream is being opened gets nothing", async () => {
  const client = await makeClient();
  const session = await makeSession(client);
  await endAllSessions(client);
  const closing = new AbortController();
  opened.push(closing);
  const stream = await streamInbox(session, closing.signal);
  const chunks = stream ? await new Response(stream).text() : "";
  expect(chunks).not.toContain("data:");
});

test("an expired session ends its stream with the next beat, which scripts can see", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { client, freelancer } = await makeTalk();
  const [ended, kept] = [await open(client), await open(freelancer)];
  await ended.next();
  await kept.next();
  await getDb()
    .update(sessions)
    .set({ expiresAt: new Date(now().getTime() - 1_000) })
    .where(eq(sessions.id, ended.sessionId));
  vi.advanceTimersByTime(STREAM_BEAT_MS);
  expect(await ended.next()).toBe(BEAT);
  expect(await ended.next()).toBeNull();
  expect(await kept.next()).toBe(BEAT);
});

test("while listening is impossible the streams keep beating, and hear everything again afterwards", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  const { client, conversationId } = await makeTalk();
  const stream = await open(client);
  await stream.next();
  await letAppConnect(database().owner.sql, database().appUrl, false);
  await loseListener();
  for (let count = 0; count < 3; count += 1) {
    vi.advanceTimersByTime(STREAM_BEAT_MS);
    await stream.until(BEAT);
    await delay(100);
  }
  expect(await listeners()).toBe(0);
  await announce(conversationId, client);
  await letAppConnect(database().owner.sql, database().appUrl, true);
  vi.advanceTimersByTime(STREAM_BEAT_MS);
  await stream.until('data: {"kind":"changed","seq":1}');
  await announce(conversationId, client);
  await stream.until('data: {"kind":"changed","seq":2}');
  await endAllSessions(client);
  await stream.untilItEnds();
});

test("when the database says nothing about sessions for too long, every stream ends and polling takes over", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  const stream = await open(await makeClient());
  await stream.next();
  const nowhere = new URL(database().appUrl);
  nowhere.port = "1";
  const dead = connect(nowhere.href);
  const alive = useConnection(dead);
  for (let count = 0; count < 6; count += 1) {
    vi.advanceTimersByTime(STREAM_BEAT_MS);
    await delay(50);
  }
  await stream.untilItEnds();
  useConnection(alive);
  await dead.close();
});

test("one stream too many closes the person's oldest and asks it to come back late", async () => {
  const client = await makeClient();
  const first = await open(client);
  await first.next();
  for (let count = 0; count < STREAMS_PER_PERSON; count += 1) await open(client);
  await first.until("retry: 120000");
  expect(await first.next()).toBeNull();
});

test("a reader that does not read costs one number, whatever happens meanwhile", async () => {
  const { client, conversationId } = await makeTalk();
  const [stream, other] = [await open(client), await open(client)];
  await getDb().execute(
    sql`select inbox_announce(array[${client.userId}], ${conversationId}, 'read', 1, ${now().toISOString()})
      from generate_series(1, 500)`,
  );
  const last = 'data: {"kind":"changed","seq":500}';
  await other.until(last);
  const told: (string | null)[] = [await stream.next()];
  while (told.at(-1) !== last) told.push(await stream.next());
  // Four wait in the stream itself, and the rest is one.
  expect(told.length).toBeLessThanOrEqual(5);
});

test("behind a transaction pooler there is no stream", async () => {
  vi.stubEnv("DATABASE_APP_URL", `${database().appUrl}?pgbouncer=true`);
  const session = await makeSession(await makeClient());
  expect(await streamInbox(session, new AbortController().signal)).toBeNull();
});

type OpenStream = {
  readonly sessionId: Id<"ses">;
  /** The next event or comment; null at the end. */
  next(): Promise<string | null>;
  until(wanted: string): Promise<void>;
  untilItEnds(): Promise<void>;
};

async function open(actor: Actor): Promise<OpenStream> {
  const session = await makeSession(actor);
  const closing = new AbortController();
  opened.push(closing);
  const stream = await streamInbox(session, closing.signal);
  if (!stream) throw new Error("There is no stream");
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const read = async () => {
    const { value } = await reader.read();
    return value ? decoder.decode(value).trimEnd() : null;
  };
  expect(await read()).toMatch(/^retry: \d+$/);
  return {
    sessionId: session.sessionId,
    next: read,
    async until(wanted) {
      for (let event = await read(); event !== wanted; event = await read()) {
        if (event === null) throw new Error(`The stream ended before ${wanted}`);
      }
    },
    async untilItEnds() {
      while ((await read()) !== null);
    },
  };
}

async function makeSession(actor: Actor): Promise<LiveSession> {
  const sessionId = await getDb().transaction((tx) => createSession(tx, actor.userId, null));
  return {
    sessionId,
    actor: { ...actor, sessionId },
    name: "Somebody",
    email: "somebody@example.com",
    isOnboarded: true,
    isVerified: true,
  };
}

async function announce(conversationId: Id<"cnv">, { userId }: Actor): Promise<void> {
  await getDb().execute(
    sql`select inbox_announce(array[${userId}], ${conversationId}, 'read', 1, ${now().toISOString()})`,
  );
}

async function loseListener(): Promise<void> {
  await database().owner.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'workhub-listen' and datname = current_database()`;
}

/** Whether the app may open new connections; open ones stay. */
async function listeners(): Promise<number> {
  const rows = await database().owner.sql`
    select 1 from pg_stat_activity
    where application_name = 'workhub-listen' and datname = current_database()`;
  return rows.length;
}
