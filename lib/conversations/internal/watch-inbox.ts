import { inArray, sql } from "drizzle-orm";
import { appUrl, getDb } from "#db/client";
import { type Listening, listen } from "#db/listen";
import { inboxes } from "#db/schema";
import { listLiveSessions } from "#lib/auth/sessions";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { STREAM_BEAT_MS } from "../policy.ts";
import {
  CHANGE_CHANNEL,
  parseChangeNotices,
  parseTypingNotice,
  SESSION_CHANNEL,
  TYPING_CHANNEL,
} from "./announce.ts";
import { endSession, everybody, getHub, type Hub, tell, type Watcher } from "./watchers.ts";

/** If our own pulse was not heard for this long, the connection is dead without having said so. */
const DEAF_MS = 1.5 * STREAM_BEAT_MS;
/** For this long the database may say nothing about sessions; after that nobody knows who may listen. */
const BLIND_MS = 4.5 * STREAM_BEAT_MS;
/** A question without an answer by then is asked again with the next beat. */
const PATIENCE_MS = 1.5 * STREAM_BEAT_MS;
/** Streams of one person, on all devices. One tab holds it for a whole browser. */
export const STREAMS_PER_PERSON = 8;
/** A stream that had to make room comes back late: two that replace each other would never rest. */
const CROWDED_MS = 120_000;

/**
 * Tells `watcher` everything that happens from now on, beginning with the number of the newest change. Returns a
 * function to leave, or null where listening is impossible (behind a transaction pooler), and only polling works.
 */
export async function watchInbox(watcher: Watcher): Promise<(() => void) | null> {
  const hub = getHub();
  const leave = () => remove(hub, watcher);
  add(hub, watcher);
  try {
    hub.listening ??= startListening(hub);
    if ((await hub.listening) === null) {
      leave();
      return null;
    }
    // It may have ended after it was looked up, before anyone listened for that.
    await endDead(hub, [watcher]);
    await tellNumbers(hub, [watcher.userId]);
  } catch (error) {
    leave();
    throw error;
  }
  if (hub.isStopping) watcher.end();
  return leave;
}

function add(hub: Hub, watcher: Watcher): void {
  const own = hub.watchers.get(watcher.userId) ?? new Set();
  hub.watchers.set(watcher.userId, own.add(watcher));
  if (!hub.timer) startBeating(hub);
  const [oldest] = own;
  if (own.size <= STREAMS_PER_PERSON || !oldest) return;
  own.delete(oldest);
  oldest.end(CROWDED_MS);
}

function remove(hub: Hub, watcher: Watcher): void {
  const own = hub.watchers.get(watcher.userId);
  own?.delete(watcher);
  if (own?.size === 0) hub.watchers.delete(watcher.userId);
  if (hub.watchers.size > 0) return;
  if (hub.timer) clearInterval(hub.timer);
  hub.timer = null;
  stopListening(hub);
}

function startListening(hub: Hub): Promise<Listening | null> {
  const listening = listen(
    appUrl(),
    {
      [CHANGE_CHANNEL]: (payload) => {
        for (const { userId, seq } of parseChangeNotices(payload)) {
          tell(hub, userId, { kind: "changed", seq });
        }
      },
      [TYPING_CHANNEL]: (payload) => {
        const notice = parseTypingNotice(payload);
        if (!notice) return;
        tell(hub, notice.userId, { kind: "typing", conversationId: notice.conversationId });
      },
      [SESSION_CHANNEL]: (payload) => endSession(hub, payload),
    },
    // Something may have been missed meanwhile.
    () => quietly(catchUp(hub)),
  );
  listening.catch(() => {
    // The next beat tries again, as long as anyone is here.
    if (hub.listening === listening) hub.listening = null;
  });
  return listening;
}

function stopListening(hub: Hub): void {
  const { listening } = hub;
  hub.listening = null;
  if (listening) quietly(listening.then((open) => open?.close()));
}

/** Beats from the first stream to the last, whatever happens to the database meanwhile. */
function startBeating(hub: Hub): void {
  hub.checkedAt = performance.now();
  hub.timer = setInterval(() => beat(hub), STREAM_BEAT_MS).unref();
}

function beat(hub: Hub): void {
  if (performance.now() - hub.checkedAt > BLIND_MS) {
    log.warn("The database does not say whose sessions live: all inbox streams end");
    for (const watcher of everybody(hub)) watcher.end();
    return;
  }
  for (const watcher of everybody(hub)) beatOne(watcher);
  if (hub.isChecking) return;
  hub.isChecking = true;
  quietly(check(hub).finally(() => (hub.isChecking = false)));
}

/** A stream that breaks must not affect another one. */
function beatOne(watcher: Watcher): void {
  try {
    watcher.beat();
  } catch (error) {
    warn(error);
    watcher.end();
  }
}

/** Checks whether what is sent to this process still arrives, and ends the streams of sessions that are over. */
async function check(hub: Hub): Promise<void> {
  const outcomes = await Promise.allSettled([
    withinPatience(listenAgain(hub)),
    withinPatience(endDead(hub, everybody(hub))),
  ]);
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") warn(outcome.reason);
  }
}

/** Listens again if nothing is heard any more, and sends this process a pulse that it must hear. */
async function listenAgain(hub: Hub): Promise<void> {
  const open = await hub.listening;
  const isDeaf = open !== null && performance.now() - open.lastHeardAt() > DEAF_MS;
  if (open === null || isDeaf) {
    log.warn("Nothing is heard from the database any more: listening anew");
    stopListening(hub);
    if (hub.watchers.size === 0) return;
    hub.listening = startListening(hub);
    await hub.listening;
    if (hub.watchers.size === 0) return stopListening(hub);
    await catchUp(hub);
  }
  await getDb().execute(sql`select pg_notify(${CHANGE_CHANNEL}, '')`);
}

/** What was told while nobody listened: which sessions have ended, and the numbers of the other people's changes. */
async function catchUp(hub: Hub): Promise<void> {
  await endDead(hub, everybody(hub));
  await tellNumbers(hub, [...hub.watchers.keys()]);
}

/** Ends those of these streams whose sessions are over. */
async function endDead(hub: Hub, watchers: readonly Watcher[]): Promise<void> {
  const askedAt = performance.now();
  const alive = await listLiveSessions([...new Set(watchers.map(({ sessionId }) => sessionId))]);
  for (const watcher of watchers) if (!alive.has(watcher.sessionId)) watcher.end();
  hub.checkedAt = Math.max(hub.checkedAt, askedAt);
}

async function withinPatience(work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error("The database did not answer")), PATIENCE_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Tells these people the number of their newest change, 0 before the first. */
async function tellNumbers(hub: Hub, userIds: readonly Id<"usr">[]): Promise<void> {
  if (userIds.length === 0) return;
  const rows = await getDb()
    .select({ userId: inboxes.userId, seq: inboxes.lastSeq })
    .from(inboxes)
    .where(inArray(inboxes.userId, [...userIds]));
  const numbers = new Map(rows.map(({ userId, seq }) => [userId, seq]));
  for (const userId of userIds) {
    tell(hub, userId, { kind: "changed", seq: numbers.get(userId) ?? 0 });
  }
}

/** What fails here is tried again with the next beat. */
function quietly(work: Promise<unknown>): void {
  work.catch(warn);
}

function warn(error: unknown): void {
  log.warn({ err: error }, "The inbox streams met a problem");
}
