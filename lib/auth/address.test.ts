import { createServer, get as httpGet } from "node:http";
import { afterEach, expect, test } from "vitest";
import { ADDRESS_HEADER, clientAddress, watchAddresses } from "./address.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

test("without a trusted proxy, X-Forwarded-For is not believed", () => {
  expect(clientAddress("203.0.113.9", "198.51.100.1", 0)).toBe("203.0.113.9");
  expect(clientAddress(undefined, "198.51.100.1", 0)).toBeNull();
});

test("behind proxies, only what they added is believed", () => {
  const forged = "1.1.1.1, 198.51.100.1";
  expect(clientAddress("10.0.0.1", forged, 1)).toBe("198.51.100.1");
  expect(clientAddress("10.0.0.1", `${forged}, 10.0.0.7`, 2)).toBe("198.51.100.1");
  expect(clientAddress("10.0.0.1", undefined, 1)).toBe("10.0.0.1");
});

test("a client cannot say what its address is", async () => {
  closers.push(watchAddresses(0));
  const seen = await new Promise((done, fail) => {
    const server = createServer((request, response) => {
      response.end();
      done(request.headers[ADDRESS_HEADER]);
    });
    closers.push(() => server.close());
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = address instanceof Object ? address.port : 0;
      const headers = { [ADDRESS_HEADER]: "6.6.6.6", "x-forwarded-for": "6.6.6.6" };
      httpGet({ host: "127.0.0.1", port, headers }).on("error", fail);
    });
  });
  expect(seen).toBe("127.0.0.1");
});
