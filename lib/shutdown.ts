import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Server, ServerResponse } from "node:http";

const REQUEST_START = "http.server.request.start";
const SIGNALS = ["SIGTERM", "SIGINT"] as const;
const IDLE_CHECK_MS = 100;
/** How long requests may still run after the first SIGTERM. Longer ones are cut off. */
const PATIENCE_MS = 8_000;

/**
 * Makes a stopping server end soon. Next then accepts no new connections and waits until the last one closes, but
 * browsers and proxies keep theirs open. So every answer is the last on its connection, idle connections are closed,
 * and after 8 s all of them are. Returns a function that undoes this.
 */
export function endConnectionsOnStop(): () => void {
  const servers = new Set<Server>();
  const timers: NodeJS.Timeout[] = [];
  const onRequest = (message: unknown) => {
    const { server, response } = partsOf(message);
    if (server) servers.add(server);
    if (timers.length > 0 && response) response.shouldKeepAlive = false;
  };
  const onStop = () => {
    const eachServer = (close: (server: Server) => void) => {
      for (const server of servers) close(server);
    };
    timers.push(
      setInterval(() => eachServer((server) => server.closeIdleConnections()), IDLE_CHECK_MS),
      setTimeout(() => eachServer((server) => server.closeAllConnections()), PATIENCE_MS),
    );
    for (const timer of timers) timer.unref();
  };
  subscribe(REQUEST_START, onRequest);
  for (const signal of SIGNALS) process.once(signal, onStop);
  return () => {
    unsubscribe(REQUEST_START, onRequest);
    for (const signal of SIGNALS) process.off(signal, onStop);
    for (const timer of timers) clearTimeout(timer);
  };
}

/** Node documents `{ request, response, socket, server }` as this channel's message. */
function partsOf(message: unknown): { server: Server | null; response: ServerResponse | null } {
  const parts: { server?: unknown; response?: unknown } = message instanceof Object ? message : {};
  return {
    server: parts.server instanceof Server ? parts.server : null,
    response: parts.response instanceof ServerResponse ? parts.response : null,
  };
}
