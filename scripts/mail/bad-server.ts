import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { PATIENCE_MS } from "./quick-clock.ts";

/** A mail that the server has taken over. */
export type Taken = {
  readonly messageId: string;
  readonly to: string;
  /** As it came, with its soft line breaks undone. */
  readonly data: string;
  /** When its sender began, in `performance.now()` milliseconds. */
  readonly begunAt: number;
  /** Whether the sender learned of it for sure: it was answered in time, and the same sender sent something after it. */
  isKnown: boolean;
};

/** At what point of a mail the worker that sends it is killed. */
export type Point = "recipient" | "taken" | "answered";

export type BadServer = {
  readonly ports: readonly number[];
  readonly taken: readonly Taken[];
  /** How often it did what to its senders. */
  readonly deeds: Readonly<Record<Deed, number>>;
  /**
   * One of the next mails that come to this point through this door waits for `then`. Returns how to call that off,
   * which returns false when it has begun.
   */
  at(point: Point, door: number, then: () => Promise<void>): () => boolean;
  /** Nobody answers for so long. */
  goAway(ms: number): Promise<void>;
  /** From now on it only refuses and defers by address. */
  behave(): void;
  close(): Promise<void>;
};

const DEEDS = ["refused", "deferred", "hung", "tookAndHung", "tookAndClosed", "closed"] as const;
type Deed = (typeof DEEDS)[number];
/** Of a hundred mails, how many meet what after DATA. */
const CHANCES: Readonly<Partial<Record<Deed, number>>> = {
  deferred: 3,
  hung: 2,
  tookAndHung: 2,
  tookAndClosed: 3,
  closed: 2,
};
const DEFERRALS = 3;

/** The addresses that it treats badly: one that is refused for good, and those that are deferred a few times. */
export const isRefused = (address: string) => address.startsWith("refused");
const isDeferred = (address: string) => address.startsWith("deferred");

/** How many mails may come before the one that is waited for. */
const MAILS_BEFORE = 8;
type Plan = { before: number; readonly then: () => Promise<void> };
type Sender = { readonly door: number; readonly life: number; begunAt: number };

/** A real SMTP server with a door for each worker, which does what servers do on their worst days. */
export async function openBadServer(
  ports: readonly number[],
  lifeOf: (door: number) => number,
): Promise<BadServer> {
  const taken: Taken[] = [];
  const deeds: Record<Deed, number> = {
    refused: 0,
    deferred: 0,
    hung: 0,
    tookAndHung: 0,
    tookAndClosed: 0,
    closed: 0,
  };
  const plans = new Map<string, Plan>();
  const deferrals = new Map<string, number>();
  const senders = new Map<string, Sender>();
  /** What each life of a worker was told last. */
  const told = new Map<string, Taken>();
  let isBad = true;
  let doors: Door[] = [];

  const senderOf = ({ id }: SMTPServerSession): Sender => {
    const sender = senders.get(id);
    if (!sender) throw new Error("Nobody has said who sends");
    return sender;
  };
  const reach = async (point: Point, { door }: Sender) => {
    const key = `${point} ${door}`;
    const plan = plans.get(key);
    if (!plan || plan.before-- > 0) return;
    plans.delete(key);
    await plan.then();
  };

  const begin = (door: number, session: SMTPServerSession) => {
    const sender = senders.get(session.id) ?? { door, life: lifeOf(door), begunAt: 0 };
    sender.begunAt = performance.now();
    senders.set(session.id, sender);
    const key = `${door} ${sender.life}`;
    const last = told.get(key);
    if (last) last.isKnown = true;
    told.delete(key);
  };

  const receive = async (recipient: string, session: SMTPServerSession): Promise<Answer> => {
    await reach("recipient", senderOf(session));
    if (isRefused(recipient)) return refuse("refused", 550);
    const count = deferrals.get(recipient) ?? 0;
    if (!isDeferred(recipient) || count >= DEFERRALS) return null;
    deferrals.set(recipient, count + 1);
    return refuse("deferred", 451);
  };
  const refuse = (deed: "refused" | "deferred", responseCode: number): Answer => {
    deeds[deed] += 1;
    return Object.assign(new Error("Not now"), { responseCode });
  };

  const take = async (door: Door, data: string, session: SMTPServerSession) => {
    const deed = isBad ? draw() : null;
    if (deed === "deferred") return refuse(deed, 452);
    if (deed) deeds[deed] += 1;
    const socket = door.sockets.get(session.remotePort);
    if (deed === "closed") socket?.destroy();
    if (deed === "closed" || deed === "hung") return "silence";
    const sender = senderOf(session);
    const { begunAt } = sender;
    const mail = { ...readMail(data, session), begunAt, isKnown: false };
    taken.push(mail);
    await reach("taken", sender);
    if (deed === "tookAndClosed") socket?.destroy();
    if (deed) return "silence";
    const isInTime = performance.now() - begunAt < PATIENCE_MS / 2;
    if (isInTime && socket && !socket.destroyed) told.set(`${sender.door} ${sender.life}`, mail);
    return null;
  };

  const open = async () => {
    doors = await Promise.all(
      ports.map((port, door) =>
        openDoor(port, {
          onMailFrom(_address, session, done) {
            begin(door, session);
            done();
          },
          onRcptTo({ address }, session, done) {
            void receive(address, session).then(done);
          },
          onData(stream, session, done) {
            void readAll(stream)
              .then((data) => take(doorAt(door), data, session))
              .then((answer) => {
                if (answer === "silence") return;
                done(answer);
                if (answer === null) void reach("answered", senderOf(session));
              })
              // Its sender has gone in the middle of it.
              .catch(isGone);
          },
        }),
      ),
    );
  };
  const doorAt = (number: number): Door => {
    const door = doors[number];
    if (!door) throw new Error(`There is no door ${number}`);
    return door;
  };
  const shut = () => Promise.all(doors.map((door) => door.close()));

  await open();
  return {
    ports,
    taken,
    deeds,
    at(point, door, then) {
      const before = Math.floor(Math.random() * MAILS_BEFORE);
      plans.set(`${point} ${door}`, { before, then });
      return () => plans.delete(`${point} ${door}`);
    },
    async goAway(ms) {
      await shut();
      await sleep(ms);
      await open();
    },
    behave() {
      isBad = false;
    },
    async close() {
      await shut();
    },
  };
}

type Answer = Error | null;
type Door = { readonly sockets: Map<number, Socket>; close(): Promise<void> };
type Handlers = Pick<
  ConstructorParameters<typeof SMTPServer>[0] & object,
  "onMailFrom" | "onRcptTo" | "onData"
>;

async function openDoor(port: number, handlers: Handlers): Promise<Door> {
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ["STARTTLS"],
    ...handlers,
  });
  // Connections break all the time here.
  server.on("error", () => {});
  const sockets = new Map<number, Socket>();
  server.server.on("connection", (socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.once("close", () => sockets.delete(remotePort));
  });
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  return {
    sockets,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
}

function isGone(error: unknown): void {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code !== "ECONNECTION" && code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
}

function draw(): Deed | null {
  let rest = Math.random() * 100;
  for (const deed of DEEDS) {
    rest -= CHANCES[deed] ?? 0;
    if (rest < 0) return deed;
  }
  return null;
}

async function readAll(stream: SMTPServerDataStream): Promise<string> {
  let data = "";
  for await (const chunk of stream) data += String(chunk);
  // Not those that end an encoded word of a header.
  return data.replace(/(?<!\?)=\r\n/g, "");
}

function readMail(data: string, { envelope }: SMTPServerSession) {
  const messageId = /^Message-ID: (<[^>]+>)/im.exec(data)?.[1];
  const to = envelope.rcptTo[0]?.address;
  if (!messageId || !to) throw new Error("A mail came without its id or its recipient");
  return { messageId, to, data };
}
