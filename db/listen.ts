import { connect } from "./client.ts";

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
  const connection = connect(url, { max: 1, name: "workhub-listen" });
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
    await connection.close();
    throw error;
  }
  isOpen = true;
  return { lastHeardAt: () => heardAt, close: connection.close };
}
