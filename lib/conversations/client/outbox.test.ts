import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeStorage } from "#db/testing/browser-storage";
import { unlockDevice } from "#lib/device-seal";
import { claimDevice, clearDevice } from "#lib/device-storage";
import type { Id } from "#lib/ids";
import type { MessageView, QuoteView } from "../schema.ts";
import { Connection } from "./connection.ts";
import { Feed } from "./feed.ts";
import { Loading } from "./loading.ts";
import { OpenRooms } from "./open-rooms.ts";
import { Outbox } from "./outbox.ts";
import { nextToSend, parseQueued, type QueuedMessage } from "./outbox-queue.ts";
import { InboxStore } from "./store.ts";

const ME = "usr_me";
const ONE = "cnv_00000000000000000000000001";
const TWO = "cnv_00000000000000000000000002";

/** Tabs that take turns, as the browser's lock makes them. */
function makeLocks() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request(_: string, work: () => Promise<unknown>) {
      const turn = last.then(work);
      last = turn.catch(() => {});
      return turn;
    },
  };
}

type Answer = "stored" | "cut before" | "cut after" | "refused" | "busy";

/** Stores each reference once, like the real one, and answers as the connection lets it. */
class Server {
  readonly stored: MessageView[] = [];
  /** The number that each reference was said to answer, every time it came. */
  readonly answered: [clientId: string, seq: number | undefined][] = [];
  /** Conversations that currently cannot be written to. */
  readonly busy = new Set<string>();
  readonly #answers: Answer[];

  constructor(answers: readonly Answer[] = []) {
    this.#answers = [...answers];
  }

  fetch = async (path: string, { body }: { body: string }): Promise<Response> => {
    const conversationId = path.split("/")[3] === TWO ? TWO : ONE;
    const answer = this.busy.has(conversationId) ? "busy" : (this.#answers.shift() ?? "stored");
    await Promise.resolve();
    if (answer === "cut before") throw new TypeError("network");
    if (answer === "busy") return Response.json({ detail: "Busy." }, { status: 503 });
    if (answer === "refused") {
      return Response.json({ detail: "Use fewer words." }, { status: 422 });
    }
    const sent = JSON.parse(body);
    this.answered.push([sent.clientId, sent.replyTo]);
    const message = this.#store(conversationId, sent);
    if (answer === "cut after") throw new TypeError("network");
    return Response.json(message);
  };

  #store(conversationId: Id<"cnv">, { clientId, body }: QueuedMessage): MessageView {
    const known = this.stored.find((message) => message.clientId === clientId);
    if (known) return known;
    const message: MessageView = {
      conversationId,
      clientId,
      body,
      seq: this.stored.filter((other) => other.conversationId === conversationId).length + 1,
      senderId: ME,
      files: [],
      createdAt: new Date(0).toISOString(),
      editedAt: null,
      deletedAt: null,
      replyTo: null,
      reactions: [],
      reactionChanges: 0,
    };
    this.stored.push(message);
    return message;
  }

  bodies(conversationId: string): string[] {
    return this.stored
      .filter((message) => message.conversationId === conversationId)
      .map(({ body }) => body);
  }
}

const open: Outbox[] = [];

function openTab(server: Server): Outbox {
  vi.stubGlobal("fetch", server.fetch);
  const rooms = new OpenRooms();
  const store = new InboxStore(ME, rooms, null);
  const connection = new Connection(ME, () => {});
  const loading = new Loading(connection, store);
  const outbox = new Outbox(connection, loading, new Feed(connection, store, loading, rooms));
  open.push(outbox);
  outbox.start();
  return outbox;
}

function closeTabs(): void {
  for (const outbox of open.splice(0)) outbox.stop();
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("localStorage", makeStorage());
  vi.stubGlobal("navigator", { onLine: true, locks: makeLocks() });
  unlockDevice(ME, "07".repeat(32));
  claimDevice(ME);
});

afterEach(() => {
  closeTabs();
  clearDevice(ME);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(600_000);
const textsOf = (outbox: Outbox) => outbox.linesOf(ONE).map(({ body }) => body);

describe("the outbox", () => {
  test("sends what was written once and in order, despite cuts before and after the server stored it", async () => {
    const answers = fc.array(
      fc.constantFrom<Answer[]>("stored", "cut before", "cut after", "busy"),
      { maxLength: 40 },
    );
    const writings = fc.array(
      fc.record({ tab: fc.nat(1), conversation: fc.constantFrom(ONE, TWO) }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(answers, writings, async (given, written) => {
        const server = new Server(given);
        const tabs = [openTab(server), openTab(server)];
        for (const [index, { tab, conversation }] of written.entries()) {
          tabs[tab]?.add(conversation, `text ${index}`, []);
          if (index % 3 === 0) await vi.advanceTimersByTimeAsync(50);
        }
        await settle();
        for (const conversation of [ONE, TWO]) {
          expect(server.bodies(conversation)).toEqual(
            written.flatMap((one, index) =>
              one.conversation === conversation ? [`text ${index}`] : [],
            ),
          );
        }
        expect(Object.keys(localStorage).filter((key) => key.includes("outbox"))).toEqual([]);
        expect(tabs.map(textsOf)).toEqual([[], []]);
        closeTabs();
      }),
      { numRuns: 60 },
    );
  });

  test("survives a reload while the connection is down, and sends when it is back", async () => {
    const down = new Server(Array<Answer>(3).fill("cut before"));
    const before = openTab(down);
    for (const text of ["one", "two", "three"]) before.add(ONE, text, []);
    await vi.advanceTimersByTimeAsync(100);
    expect(before.linesOf(ONE).map(({ state }) => state)).toEqual(Array(3).fill("waiting"));
    closeTabs();

    const server = new Server();
    const after = openTab(server);
    expect(textsOf(after)).toEqual(["one", "two", "three"]);
    await settle();
    expect(server.bodies(ONE)).toEqual(["one", "two", "three"]);
    expect(textsOf(after)).toEqual([]);
  });

  test("shows a refusal with its sentence, lets the next messages pass, and resends or discards on request", async () => {
    const server = new Server(["refused", "refused"]);
    const outbox = openTab(server);
    for (const text of ["too long", "too long as well", "fine"]) outbox.add(ONE, text, []);
    await settle();
    const [first, second] = outbox.linesOf(ONE);
    expect(first).toMatchObject({ state: "failed", problem: "Use fewer words." });
    expect(server.bodies(ONE)).toEqual(["fine"]);
    outbox.retry(first?.clientId ?? "");
    outbox.discard(second?.clientId ?? "");
    await settle();
    expect(server.bodies(ONE)).toEqual(["fine", "too long"]);
    expect(textsOf(outbox)).toEqual([]);
  });

  test("keeps what a message answers through a reload, and says it every time it tries", async () => {
    const server = new Server(["cut before", "cut after"]);
    const quote: QuoteView = {
      seq: 7,
      senderId: "usr_other",
      text: "On Monday?",
      fileName: null,
      isDeleted: false,
    };
    openTab(server).add(ONE, "Yes", [], quote);
    await vi.advanceTimersByTimeAsync(10);
    closeTabs();
    const outbox = openTab(server);
    expect(outbox.linesOf(ONE)).toMatchObject([{ body: "Yes", replyTo: quote }]);
    await settle();
    expect(server.bodies(ONE)).toEqual(["Yes"]);
    expect(server.answered.map(([, seq]) => seq)).toEqual([7, 7]);
    expect(new Set(server.answered.map(([clientId]) => clientId)).size).toBe(1);
  });

  test("keeps sending elsewhere while one conversation is held up", async () => {
    const server = new Server();
    server.busy.add(ONE);
    const outbox = openTab(server);
    outbox.add(ONE, "held up", []);
    outbox.add(TWO, "through", []);
    await vi.advanceTimersByTimeAsync(10);
    expect([server.bodies(ONE), server.bodies(TWO)]).toEqual([[], ["through"]]);
    server.busy.clear();
    await settle();
    expect(server.bodies(ONE)).toEqual(["held up"]);
  });

  test("sends nothing of a person once the device is another person’s", async () => {
    const server = new Server(["cut before"]);
    const outbox = openTab(server);
    outbox.add(ONE, "mine", []);
    await vi.advanceTimersByTimeAsync(10);
    claimDevice("usr_somebody_else");
    await settle();
    expect(server.stored).toEqual([]);
    expect(Object.values(localStorage)).toContain("usr_somebody_else");
    expect(JSON.stringify(localStorage)).not.toMatch(/mine|usr_me|cnv_/);
  });
});

describe("the queue", () => {
  const queued = (position: number, changes: Partial<QueuedMessage> = {}): QueuedMessage => ({
    clientId: `c${position}`,
    conversationId: ONE,
    body: "text",
    files: [],
    createdAt: "",
    position,
    problem: null,
    ...changes,
  });

  test("is sent in order of position, without refused messages", () => {
    const queue = [queued(3), queued(2), queued(1, { problem: "No." })];
    expect(nextToSend(queue, new Set())?.position).toBe(2);
    expect(nextToSend(queue, new Set([ONE]))).toBeNull();
  });

  test("reads from storage only what it has itself written", () => {
    expect(parseQueued(JSON.stringify(queued(1)))).toEqual(queued(1));
    for (const text of ["", "{}", "null", '{"clientId":1}']) expect(parseQueued(text)).toBeNull();
  });
});
