import { once } from "node:events";
import { Agent, createServer, get, type IncomingMessage, type RequestListener } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { endConnectionsOnStop } from "./shutdown.ts";

const undo: (() => void)[] = [];

afterEach(() => {
  vi.useRealTimers();
  for (const each of undo.splice(0)) each();
});

test("an idle open connection does not keep the server running", async () => {
  const { ask, stop } = await serve((_, response) => void response.end("ok"));
  expect((await ask()).headers.connection).toBe("keep-alive");
  await stop();
});

test("a request that was running is answered, and its connection closed", async () => {
  let answer = () => {};
  const { ask, stop } = await serve((_, response) => {
    answer = () => response.end("ok");
    response.writeHead(200).flushHeaders();
  });
  const response = await ask();
  const ended = stop();
  answer();
  expect(Buffer.concat(await response.toArray()).toString()).toBe("ok");
  await ended;
});

test("a request that never ends is cut off after eight seconds", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { ask, stop } = await serve((_, response) => {
    response.writeHead(200).flushHeaders();
  });
  const response = await ask();
  const ended = stop();
  vi.advanceTimersByTime(8_000);
  await expect(response.toArray()).rejects.toThrow("aborted");
  await ended;
});

/** A server that is stopped the way Next is: `close()`, then wait. The client keeps its connection open. */
async function serve(listener: RequestListener) {
  undo.push(endConnectionsOnStop());
  const server = createServer(listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address instanceof Object ? address.port : 0;
  const agent = new Agent({ keepAlive: true });
  undo.push(() => agent.destroy());
  return {
    ask: () =>
      new Promise<IncomingMessage>((resolve, reject) => {
        get({ port, host: "127.0.0.1", agent }, resolve).on("error", reject);
      }),
    stop: () => {
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      process.emit("SIGTERM");
      return ended;
    },
  };
}
