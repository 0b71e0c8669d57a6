import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { MessageView } from "#lib/conversations/schema";
import { claimDevice, clearDevice } from "./device-storage.ts";
import { Outbox } from "./outbox.ts";
import { nextToSend, parseQueued, type QueuedMessage } from "./outbox-queue.ts";
import { RequestFailure } from "./request.ts";

const ME = "usr_me";
const ONE = "cnv_00000000000000000000000001";
const TWO = "cnv_00000000000000000000000002";

/** The storage of one browser, shared by all of its tabs; its keys are its own properties, as in a browser. */
function makeStorage() {
  const items: Record<string, string> = {};
  const methods = {
    getItem: (key: string) => items[key] ?? null,
    setItem: (key: string, value: string) => {
      items[key] = value;
    },
    removeItem: (key: string) => {
      delete items[key];
    },
  };
  Object.setPrototypeOf(items, methods);
  return items;
}

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
  /** Conversations that cannot be written to just now. */
  readonly busy = new Set<string>();
  readonly #answers: Answer[];

  constructor(answers: readonly Answer[] = []) {
    this.#answers = [...answers];
  }

  send = async ({ clientId, conversationId, body }: QueuedMessage): Promise<MessageView> => {
    const answer = this.busy.has(conversationId) ? "busy" : (this.#answers.shift() ?? "stored");
    await Promise.resolve();
    if (answer === "cut before") throw new RequestFailure(0, "no answer");
    if (answer === "busy") throw new RequestFailure(503, "busy");
    if (answer === "refused") throw new RequestFailure(422, "Use fewer words.");
    const known = this.stored.find((message) => message.clientId === clientId);
    const message = known ?? {
      conversationId,
      clientId,
      body,
      seq: this.stored.filter((other) => other.conversationId === conversationId).length + 1,
      senderId: ME,
      files: [],
      createdAt: new Date(0).toISOString(),
      editedAt: null,
      deletedAt: null,
    };
    if (!known) this.stored.push(message);
    if (answer === "cut after") throw new RequestFailure(0, "no answer");
    return message;
  };

  bodies(conversationId: string): string[] {
    return this.stored
      .filter((message) => message.conversationId === conversationId)
      .map(({ body }) => body);
  }
}

const open: Outbox[] = [];

function openTab(server: Server): Outbox {
  const outbox = new Outbox({ viewerId: ME, send: server.send, place: () => Promise.resolve() });
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
  claimDevice(ME);
});

afterEach(() => {
  closeTabs();
  clearDevice();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(600_000);
const textsOf = (outbox: Outbox) => outbox.linesOf(ONE).map(({ body }) => body);

describe("the outbox", () => {
  test("sends what was written once and in order, over cuts before and after the server stored it", async () => {
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

  test("survives a reload while the connection is down, and goes out when it is back", async () => {
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

  test("shows a refusal with its sentence, lets the next ones pass, and sends again or forgets on request", async () => {
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

  test("sends nothing of a person once the device is somebody else’s", async () => {
    const server = new Server(["cut before"]);
    const outbox = openTab(server);
    outbox.add(ONE, "mine", []);
    await vi.advanceTimersByTimeAsync(10);
    claimDevice("usr_somebody_else");
    await settle();
    expect(server.stored).toEqual([]);
    expect(Object.values(localStorage)).toEqual(["usr_somebody_else"]);
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

  test("goes by position, and passes over what was refused", () => {
    const queue = [queued(3), queued(2), queued(1, { problem: "No." })];
    expect(nextToSend(queue, new Set())?.position).toBe(2);
    expect(nextToSend(queue, new Set([ONE]))).toBeNull();
  });

  test("takes from storage only what it has written itself", () => {
    expect(parseQueued(JSON.stringify(queued(1)))).toEqual(queued(1));
    for (const text of ["", "{}", "null", '{"clientId":1}']) expect(parseQueued(text)).toBeNull();
  });
});
