import { connect as connectSocket, type Socket } from "node:net";
import { connect, type SocketMaker } from "./client.ts";

export type Listening = {
  /** When anything was last heard on any of its channels, in `performance.now()` milliseconds. */
  lastHeardAt(): number;
  close(): Promise<void>;
};

/**
 * Hears what is sent with NOTIFY on these channels, on its own connection. The driver reconnects whenever that
 * connection is lost. `onReturn` is called when it listens again, once per channel: notices sent in between are missed.
 * Null behind a pooler that shares sessions between transactions, where listening is impossible.
 */
export async function listen(
  url: string,
  channels: Readonly<Record<string, (payload: string) => void>>,
  onReturn: () => void,
): Promise<Listening | null> {
  if (new URL(url).searchParams.get("pgbouncer") === "true") return null;
  const sockets = new Sockets();
  const connection = connect(url, { max: 1, name: "workhub-listen", socket: sockets.make });
  const close = async () => {
    await connection.close();
    sockets.end();
  };
  let heardAt = performance.now();
  let isOpen = false;
  const onListening = () => {
    heardAt = performance.now();
    if (isOpen) onReturn();
  };
  try {
    for (const [name, onPayload] of Object.entries(channels)) {
      const hear = (payload: string) => {
        heardAt = performance.now();
        onPayload(payload);
      };
      await connection.sql.listen(name, hear, onListening);
    }
  } catch (error) {
    await close();
    throw error;
  }
  isOpen = true;
  return { lastHeardAt: () => heardAt, close };
}

/** The driver may be about to connect again when it is closed, and would then do so for nobody: here it cannot. */
class Sockets {
  readonly #open = new Set<Socket>();
  #isOver = false;

  readonly make: SocketMaker = ({ host, port, path }) => {
    if (this.#isOver) throw new Error("Nobody listens any more");
    const [address = "localhost"] = host;
    const socket = path ? connectSocket(path) : connectSocket(Number(port[0]), address);
    this.#open.add(socket.once("close", () => this.#open.delete(socket)));
    return socket;
  };

  end(): void {
    this.#isOver = true;
    for (const socket of this.#open) socket.destroy();
  }
}
