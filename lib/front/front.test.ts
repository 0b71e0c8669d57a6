import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ADDRESS_HEADER } from "#lib/auth/address";
import { PATH_HEADER, TIME_HEADER } from "#lib/edge/request-headers";
import { ERRORS } from "#lib/errors";
import { log } from "#lib/log";
import { INPUT_MAX_BYTES } from "./body-limit.ts";
import { createFront, type FrontServer, type FrontSettings } from "./front.ts";
import { ANY_ADDRESS } from "./known-addresses.ts";
import { isProxyNoticed } from "./proxy-notice.ts";

const settings: FrontSettings = {
  isDevelopment: false,
  publicAddress: undefined,
  proxies: 0,
  fileMaxBytes: 1_000_000,
  uploadOrigins: [],
  bodyPatienceMs: 10_000,
  known: ANY_ADDRESS,
};

/** What the framework behind the front got to see. */
type Seen = { url: string; headers: Record<string, unknown>; body: string };
let seen: Seen[] = [];
let server: FrontServer;

async function start(changes: Partial<FrontSettings> = {}): Promise<void> {
  seen = [];
  server = createFront({ ...settings, ...changes }, async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    seen.push({ url: request.url ?? "", headers: { ...request.headers }, body });
    const isPage = request.url?.startsWith("/page");
    response.setHeader("content-type", isPage ? "text/html; charset=utf-8" : "application/json");
    if (request.url === "/files/strict") response.setHeader("content-security-policy", "sandbox");
    if (request.url === "/icon.svg") response.setHeader("content-type", "image/svg+xml");
    if (request.url === "/text") response.setHeader("content-type", "text/x-component");
    if (request.url === "/kept") response.setHeader("cache-control", "public, max-age=60");
    if (request.url === "/unchanged") response.statusCode = 304;
    response.end(isPage ? "<p>" : "{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
}

function port(): number {
  const address = server.address();
  return address instanceof Object ? address.port : 0;
}

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${port()}${path}`, init);

/** Sends these bytes and returns everything that comes back until the connection ends. */
async function sendRaw(text: string): Promise<string> {
  const socket = connect(port(), "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += String(chunk);
  });
  socket.write(text);
  await Promise.race([once(socket, "close"), once(socket, "end")]);
  socket.destroy();
  return answer;
}

const EVERYWHERE = [
  "content-security-policy",
  "x-content-type-options",
  "referrer-policy",
  "permissions-policy",
  "cross-origin-opener-policy",
];

beforeEach(() => start());
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe("every answer carries the security headers", () => {
  test.each<[string, string, RequestInit]>([
    ["a page", "/page", {}],
    ["a page that is only fetched ahead", "/page", { headers: { purpose: "prefetch" } }],
    ["a page for the router", "/page", { headers: { rsc: "1", "next-router-prefetch": "1" } }],
    ["data", "/api/jobs", {}],
    ["what has not changed", "/unchanged", {}],
    ["a refusal of the front", "/%", {}],
  ])("%s", async (_, path, init) => {
    const { headers } = await ask(path, init);
    for (const name of EVERYWHERE) expect(headers.get(name), name).toBeTruthy();
  });

  test.each([
    "GET / HTTP/1.1\r\nHost: a\r\nBad Header\r\n\r\n",
    "FOO / HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
    "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
    `GET / HTTP/1.1\r\nHost: a\r\nx: ${"x".repeat(20_000)}\r\n\r\n`,
  ])("what is hardly HTTP: %j", async (text) => {
    const answer = (await sendRaw(text)).toLowerCase();
    expect(answer).toMatch(/^http\/1\.1 [45]\d\d/);
    for (const name of EVERYWHERE) expect(answer).toContain(`${name}:`);
  });

  test("a page has its own nonce, the one that the framework was given", async () => {
    const policies = [
      await ask("/page"),
      await ask("/page", { headers: { "x-nonce": "chosen" } }),
    ].map((response) => response.headers.get("content-security-policy") ?? "");
    expect(policies[0]).not.toBe(policies[1]);
    expect(policies.join()).not.toContain("chosen");
    expect(policies[0]).toMatch(/'nonce-[\w-]{22}'/);
    expect(seen.map(({ headers }) => headers["content-security-policy"])).toEqual(policies);
    for (const [index, { headers }] of seen.entries()) {
      expect(policies[index]).toContain(`'nonce-${String(headers["x-nonce"])}'`);
    }
  });

  test("text says how its characters are written", async () => {
    const typeOf = async (path: string) => (await ask(path)).headers.get("content-type");
    expect([await typeOf("/text"), await typeOf("/icon.svg"), await typeOf("/page")]).toEqual([
      "text/x-component; charset=utf-8",
      "image/svg+xml; charset=utf-8",
      "text/html; charset=utf-8",
    ]);
    expect(await typeOf("/api/x")).toBe("application/json");
  });

  test("an answer that does not say how long it may be kept is not kept", async () => {
    const kept = async (path: string) => (await ask(path)).headers.get("cache-control");
    expect([await kept("/page"), await kept("/kept")]).toEqual(["no-store", "public, max-age=60"]);
  });

  test("an answer's own stricter policy stays", async () => {
    const { headers } = await ask("/files/strict");
    expect(headers.get("content-security-policy")).toBe("sandbox");
  });
});

describe("strict transport security", () => {
  const sent = async (headers: Record<string, string> = {}) =>
    (await ask("/api/x", { headers })).headers.get("strict-transport-security");
  const forwarded = { "x-forwarded-proto": "https" };

  test("is sent on an https instance, with every answer, for more than a year and all subdomains", async () => {
    expect(await sent()).toBeNull();
    await start({ publicAddress: "https://work.example" });
    const policy = "max-age=63072000; includeSubDomains";
    for (const path of ["/page", "/api/x", "/unchanged", "/%"]) {
      expect((await ask(path)).headers.get("strict-transport-security"), path).toBe(policy);
    }
    expect(await sendRaw("FOO / HTTP/1.1\r\nHost: a\r\n\r\n")).toContain(policy);
  });

  test("is sent when our proxy says https, not when a stranger does", async () => {
    expect(await sent(forwarded)).toBeNull();
    await start({ proxies: 1 });
    expect(await sent(forwarded)).toContain("max-age=");
  });
});

describe("what the framework gets to see", () => {
  test("a client cannot set what only we can know", async () => {
    const lies = {
      [ADDRESS_HEADER]: "6.6.6.6",
      [PATH_HEADER]: "/elsewhere",
      [TIME_HEADER]: "0",
      "x-forwarded-for": "6.6.6.6",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      forwarded: "for=6.6.6.6",
    };
    await ask("/page?a=1", { headers: lies });
    const headers = seen[0]?.headers ?? {};
    expect(headers[ADDRESS_HEADER]).toBe("127.0.0.1");
    expect(headers[PATH_HEADER]).toBe("/page?a=1");
    expect(Math.abs(Number(headers[TIME_HEADER]) - Date.now())).toBeLessThan(10_000);
    expect(Object.keys(headers).filter((name) => name.includes("forwarded"))).toEqual([]);
  });

  test.each([
    ["/page?_rsc=1k2x3", "/page"],
    ["/page?_rsc", "/page"],
    ["/page?a=1&_rsc=1k2x3&b=2", "/page?a=1&b=2"],
    ["/page?a_rsc=1", "/page?a_rsc=1"],
  ])("%s is shown as %s", async (url, shown) => {
    await ask(url);
    expect(seen[0]?.headers[PATH_HEADER]).toBe(shown);
  });

  test("behind a proxy that sends its internal name, our own form still counts as coming from our own page", async () => {
    await start({ publicAddress: "https://work.example" });
    const headers = { origin: "https://work.example" };
    expect((await ask("/page", { method: "POST", headers, body: "a=1" })).status).toBe(200);
    expect(seen[0]?.headers.origin).toBe(`http://127.0.0.1:${port()}`);
  });

  test.each(["null", "file://", "data:text/html,x", "https://elsewhere.example", "nonsense"])(
    "a change from the origin %s never arrives",
    async (origin) => {
      const response = await ask("/page", { method: "POST", headers: { origin }, body: "a=1" });
      expect([400, 403]).toContain(response.status);
      expect(seen).toEqual([]);
    },
  );
});

describe("bodies", () => {
  test("arrive as they were sent", async () => {
    const body = "x".repeat(INPUT_MAX_BYTES);
    expect((await ask("/page", { method: "POST", body })).status).toBe(200);
    expect(seen[0]?.body).toBe(body);
  });

  /** Longer than any limit, without a declared length. */
  const unannounced = () => {
    let left = 40;
    return new ReadableStream({
      pull(controller) {
        if (left === 0) controller.close();
        else controller.enqueue(new Uint8Array(64 * 1024));
        left -= 1;
      },
    });
  };

  test.each<[string, string, number]>([
    ["a form", "/page", INPUT_MAX_BYTES],
    ["data", "/api/conversations", INPUT_MAX_BYTES],
    ["credentials", "/api/auth/callback/credentials", 8 * 1024],
    ["the wish to upload", "/api/uploadthing", 64 * 1024],
    ["a file", "/api/uploadthing/ingest/key", 1_000_000 + 16 * 1024],
  ])("%s is refused where it says that it is too long", async (_, path, maxBytes) => {
    const response = await ask(path, { method: "POST", body: "x".repeat(maxBytes + 1) });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ detail: ERRORS.body_too_large[1] });
    expect(seen).toEqual([]);
  });

  test.each(["/page", "/api/auth/callback/credentials", "/api/uploadthing"])(
    "%s is read no further than that where nothing is said",
    async (path) => {
      const init = { method: "POST", body: unannounced(), duplex: "half" };
      const response = await ask(path, init);
      expect(response.status).toBe(413);
      expect(seen).toEqual([]);
    },
  );

  test("a file that grows past its limit ends with its connection", async () => {
    const init = { method: "PUT", body: unannounced(), duplex: "half" };
    await expect(ask("/api/uploadthing/ingest/key", init)).rejects.toThrow();
    expect(seen).toEqual([]);
  });

  test("one that does not arrive in time is given up", async () => {
    await start({ bodyPatienceMs: 50 });
    const head = "POST /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
    expect(await sendRaw(`${head}Content-Length: 3\r\n\r\na`)).toMatch(/^HTTP\/1\.1 408/);
    expect(seen).toEqual([]);
  });

  test("many slow ones hold up no other request", async () => {
    const slow = Array.from({ length: 100 }, () => {
      const socket = connect(port(), "127.0.0.1");
      socket.write("POST /page HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na");
      return socket;
    });
    expect((await ask("/page")).status).toBe(200);
    expect(seen).toHaveLength(1);
    for (const socket of slow) socket.destroy();
  });

  test("no reading method accepts one", async () => {
    const head = "GET /page HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
    const answer = await sendRaw(`${head}Content-Length: 3\r\n\r\nabc`);
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect(seen).toEqual([]);
  });

  test("a client that asks first is refused before it sends anything", async () => {
    const head = "POST /page HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close\r\n";
    expect(await sendRaw(`${head}Content-Length: 999999\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413/);
    expect(await sendRaw(`${head}Content-Length: 3\r\n\r\nabc`)).toMatch(/^HTTP\/1\.1 100/);
    expect(seen).toMatchObject([{ body: "abc" }]);
  });
});

describe("what the build does not have", () => {
  const kinds: Record<string, "page" | "route"> = { "/page": "page", "/api/jobs": "route" };
  beforeEach(() => {
    server.close();
    return start({
      known: { kindOf: (path) => kinds[path] ?? null, isAction: (id) => id === "a1" },
    });
  });

  test.each<[string, string, number]>([
    ["POST", "/nothing", 404],
    ["PUT", "/api/nothing", 404],
    ["POST", "/icon.svg", 404],
    ["PUT", "/page", 405],
    ["OPTIONS", "/page", 405],
    ["OPTIONS", "/icon.svg", 405],
    ["OPTIONS", "/api/jobs", 200],
    ["DELETE", "/api/jobs", 200],
    ["GET", "/nothing", 200],
  ])(
    "%s %s is answered with %s, and a body of 1 MB is not waited for",
    async (method, path, status) => {
      const hasBody = status === 404;
      const init = { method, ...(hasBody ? { body: "x".repeat(1_000_000) } : {}) };
      expect((await ask(path, init)).status).toBe(status);
    },
  );

  test.each(["range", "if-range", "if-match", "if-unmodified-since"])(
    "%s reaches a route, and neither a page nor a static file, which has no parts",
    async (name) => {
      const headers = { [name]: "bytes=9-1" };
      for (const path of ["/api/jobs", "/page", "/icon.svg"]) await ask(path, { headers });
      expect(seen.map((each) => name in each.headers)).toEqual([true, false, false]);
    },
  );

  test("an action of an older build is refused as outdated", async () => {
    const call = (id: string) =>
      ask("/page", { method: "POST", headers: { "next-action": id }, body: "[]" });
    const response = await call("b2");
    expect(response.status).toBe(409);
    expect(response.headers.get("x-nextjs-action-not-found")).toBe("1");
    expect((await call("a1")).status).toBe(200);
  });
});

describe("a proxy that TRUST_PROXY does not know of", () => {
  const forget = () => {
    globalThis.workhubProxyNoticed = undefined;
  };
  beforeEach(forget);
  afterEach(forget);

  test("is noticed and logged once", async () => {
    const warned = vi.spyOn(log, "warn").mockImplementation(() => {});
    await ask("/page");
    expect(isProxyNoticed()).toBe(false);
    for (const name of ["x-forwarded-for", "forwarded"]) {
      await ask("/page", { headers: { [name]: "203.0.113.9" } });
    }
    expect(isProxyNoticed()).toBe(true);
    expect(warned).toHaveBeenCalledOnce();
    warned.mockRestore();
  });

  test("is not this server, which asks itself for the page that a form leads to", async () => {
    await ask("/page");
    const own = Object.entries(seen[0]?.headers ?? {}).filter(([name]) => name !== "host");
    const headers = Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
    delete headers.connection;
    await ask("/page", { headers: { ...headers, "x-forwarded-for": "127.0.0.1" } });
    expect(seen[1]?.headers).not.toHaveProperty("x-forwarded-for");
    expect(isProxyNoticed()).toBe(false);
    await ask("/page", { headers: { "x-workhub-own": "guessed", "x-forwarded-for": "127.0.0.1" } });
    expect(isProxyNoticed()).toBe(true);
  });

  test("is ignored when TRUST_PROXY knows of it", async () => {
    await start({ proxies: 1 });
    await ask("/page", { headers: { "x-forwarded-for": "203.0.113.9" } });
    expect(isProxyNoticed()).toBe(false);
    expect(seen[0]?.headers[ADDRESS_HEADER]).toBe("203.0.113.9");
  });
});

describe("a malformed request is refused and is not our error", () => {
  test.each([
    "/%",
    "/%zz",
    "/jobs/%FF",
    "/%C0%AF",
    "/api/jobs/%ED%A0%80",
    "/files/%00",
    "/jobs?skill=a%00b",
  ])("%s", async (path) => {
    const logged = vi.spyOn(log, "error");
    const answer = await sendRaw(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect(answer).toContain(ERRORS.malformed[1]);
    expect(logged).not.toHaveBeenCalled();
    logged.mockRestore();
  });

  test.each([
    ["TRACE", 405],
    ["PROPFIND", 405],
    ["FOO", 501],
  ])("%s is answered with %s", async (method, status) => {
    const answer = await sendRaw(`${method} / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(answer.startsWith(`HTTP/1.1 ${status}`)).toBe(true);
  });

  test.each<[string, string]>([
    ["next-router-state-tree", "%5B"],
    ["next-router-state-tree", "%"],
    ["origin", "no address"],
    ["host", "a b"],
    ["host", "%"],
  ])("%s: %s", async (name, value) => {
    const host = name === "host" ? "" : "Host: a\r\n";
    const answer = await sendRaw(
      `POST / HTTP/1.1\r\n${host}${name}: ${value}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
  });

  test.each([
    ["a length and chunks", "Content-Length: 3\r\nTransfer-Encoding: chunked", "0\r\n\r\n"],
    ["two lengths", "Content-Length: 3\r\nContent-Length: 4", "abcd"],
    ["a length that is none", "Content-Length: +3", "abc"],
    ["chunks under another name", "Transfer-Encoding: xchunked", "0\r\n\r\n"],
    ["chunks that are not the last encoding", "Transfer-Encoding: chunked, gzip", "0\r\n\r\n"],
  ])("a body that two servers could end in two places: %s", async (_, lengths, body) => {
    const answer = await sendRaw(`POST /page HTTP/1.1\r\nHost: a\r\n${lengths}\r\n\r\n${body}`);
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
    expect(seen).toEqual([]);
  });

  test("is logged by its path alone", async () => {
    const logged = vi.spyOn(log, "info").mockImplementation(() => {});
    const headers = { origin: "https://evil.example", "x-request-id": "req-12345" };
    await ask(`/page/${"x".repeat(300)}?token=secret`, { method: "POST", headers, body: "a=1" });
    const path = `/page/${"x".repeat(194)}`;
    expect(logged.mock.calls).toEqual([
      [
        { requestId: "req-12345", code: "cross_site", method: "POST", path },
        "A request was refused at the front",
      ],
    ]);
    logged.mockRestore();
  });

  test("a browser gets it as a page", async () => {
    const response = await ask("/%", { headers: { accept: "text/html,*/*" } });
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await response.text()).toContain(ERRORS.malformed[1]);
  });
});
