import { inArray, sql } from "drizzle-orm";
import { appUrl, getDb } from "#db/client";
import { type Listening, listen } from "#db/listen";
import { inboxes } from "#db/schema";
import { listLiveSessions } from "#lib/auth/sessions";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import {
  CHANGE_CHANNEL,
  parseChangeNotices,
  parseTypingNotice,
  TYPING_CHANNEL,
} from "./inbox-notice.ts";
import type { InboxSignal } from "./schema.ts";

/** One open stream. */
export type Watcher = {
  readonly userId: Id<"usr">;
  readonly sessionId: Id<"ses">;
  tell(signal: InboxSignal): void;
  /** Comes every 20 s, so that both sides notice a connection that is gone. */
  beat(): void;
  /** The stream has to end; the browser comes again, after this long if it is said. */
  end(comeBackMs?: number): void;
};

type Hub = {
  /** Each person's in the order in which they came. */
  readonly watchers: Map<Id<"usr">, Set<Watcher>>;
  listening: Promise<Listening | null> | null;
  timer: ReturnType<typeof setInterval> | null;
  isStopping: boolean;
};

const BEAT_MS = 20_000;
/** Two pulses of our own that were not heard: the connection is dead without having said so. */
const DEAF_MS = 2.5 * BEAT_MS;
/** Streams of one person, on all devices. One tab holds it for all of a browser. */
export const STREAMS_PER_PERSON = 8;
/** The one that had to make room comes back late: two that take turns would never rest. */
const CROWDED_MS = 120_000;

declare global {
  var workhubInboxHub: Hub | undefined;
}

/** One hub per process, and one LISTEN for everybody in it: opened with the first watcher, closed with the last. */
function getHub(): Hub {
  globalThis.workhubInboxHub ??= openHub();
  return globalThis.workhubInboxHub;
}

function openHub(): Hub {
  const hub: Hub = { watchers: new Map(), listening: null, timer: null, isStopping: false };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      hub.isStopping = true;
      // An open stream would keep the server from ending.
      for (const watcher of everybody(hub)) watcher.end();
    });
  }
  return hub;
}

/**
 * Tells `watcher` whatever happens from now on, beginning with the number of the newest change. Answers with how to
 * leave, or with null where nobody can listen (behind a transaction pooler): polling alone has to do there.
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
  const [oldest] = own;
  if (own.size <= STREAMS_PER_PERSON || !oldest) return;
  own.delete(oldest);
  oldest.end(CROWDED_MS);
}

function remove(hub: Hub, watcher: Watcher): void {
  const own = hub.watchers.get(watcher.userId);
  own?.delete(watcher);
  if (own?.size === 0) hub.watchers.delete(watcher.userId);
  if (hub.watchers.size === 0) stopListening(hub);
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
    },
    // Something may have been missed meanwhile.
    () => quietly(tellNumbers(hub, [...hub.watchers.keys()])),
  );
  listening.catch(() => {
    if (hub.listening === listening) stopListening(hub);
  });
  hub.timer = setInterval(() => quietly(beat(hub)), BEAT_MS).unref();
  return listening;
}

function stopListening(hub: Hub): void {
  const { listening, timer } = hub;
  hub.listening = null;
  hub.timer = null;
  if (timer) clearInterval(timer);
  if (listening) quietly(listening.then((open) => open?.close()));
}

/** Ends the streams of sessions that are over, and looks whether what is sent to this process still arrives. */
async function beat(hub: Hub): Promise<void> {
  for (const watcher of everybody(hub)) watcher.beat();
  const open = await hub.listening;
  if (open && performance.now() - open.lastHeardAt() > DEAF_MS) {
    log.warn("Nothing is heard from the database any more: listening anew");
    stopListening(hub);
    hub.listening = startListening(hub);
  }
  await getDb().execute(sql`select pg_notify(${CHANGE_CHANNEL}, '')`);
  const watchers = everybody(hub);
  const alive = await listLiveSessions([...new Set(watchers.map(({ sessionId }) => sessionId))]);
  for (const watcher of watchers) if (!alive.has(watcher.sessionId)) watcher.end();
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

function tell(hub: Hub, userId: Id<"usr">, signal: InboxSignal): void {
  for (const watcher of hub.watchers.get(userId) ?? []) watcher.tell(signal);
}

function everybody(hub: Hub): Watcher[] {
  return [...hub.watchers.values()].flatMap((own) => [...own]);
}

/** What fails here is tried again with the next beat. */
function quietly(work: Promise<unknown>): void {
  work.catch((error: unknown) => log.warn({ err: error }, "The inbox streams met a problem"));
}
