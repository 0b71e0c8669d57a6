import { once } from "node:events";
import { createServer, request as httpRequest } from "node:http";
import { type APIRequestContext, expect } from "@playwright/test";
import { field } from "./support/form.ts";
import { newClient } from "./support/person.ts";
import { test } from "./support/test.ts";

/*
 * What the server in front of the framework promises, over HTTP against the production build; the tests of its parts
 * are in lib/edge.
 */

const EVERYWHERE = [
  "content-security-policy",
  "x-content-type-options",
  "referrer-policy",
  "permissions-policy",
  "cross-origin-opener-policy",
];

const ADDRESSES = [
  "/",
  "/jobs",
  "/sign-in",
  "/home",
  "/nothing",
  "/jobs/nothing",
  "/api/jobs",
  "/api/nothing",
  "/api/auth/session",
  "/files/nothing",
  "/files/fil_00000000000000000000000000/nothing",
  "/icon.svg",
  "/icon.svg-x",
  "/noscript.css",
  "/sw.js",
  "/manifest.webmanifest",
  "/_next/static/nothing.js",
  "/_next/image?url=%2Ficon.svg&w=64&q=75",
];

const MANNERS: Record<string, Record<string, string>> = {
  "as a page": { accept: "text/html" },
  "ahead, by the browser": { accept: "text/html", purpose: "prefetch" },
  "ahead, as a page": { accept: "text/html", "next-router-prefetch": "1" },
  "by the router": { rsc: "1" },
  "ahead, by the router": { rsc: "1", "next-router-prefetch": "1" },
  "ahead, one part": {
    rsc: "1",
    "next-router-prefetch": "1",
    "next-router-segment-prefetch": "/_tree",
  },
  "with a forged header": { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
};

for (const [manner, headers] of Object.entries(MANNERS)) {
  test(`every answer carries the security headers, asked for ${manner}`, async ({ request }) => {
    for (const address of ADDRESSES) {
      const response = await request.get(address, { headers, maxRedirects: 0 });
      for (const name of EVERYWHERE) {
        expect.soft(response.headers()[name], `${address}: ${name}`).toBeTruthy();
      }
      expect.soft(response.status(), address).toBeLessThan(500);
    }
  });
}

test("every answer says what it is, and no other site may read it", async ({ request }) => {
  for (const manner of [{ accept: "text/html" }, { rsc: "1" }]) {
    const headers = { ...manner, origin: "https://evil.example" };
    for (const address of ADDRESSES) {
      const response = await request.get(address, { headers, maxRedirects: 0 });
      const { "content-type": type = "", ...others } = response.headers();
      if ((await response.body()).byteLength > 0) {
        expect.soft(type, address).toMatch(/^\w+\/[\w.+-]+(?:;|$)/);
        if (/^text\/|\+xml/.test(type)) expect.soft(type, address).toMatch(/; charset=utf-8$/i);
      }
      expect.soft(Object.keys(others).filter((name) => /^access-control-/.test(name))).toEqual([]);
    }
  }
});

test("only the product is served: no sources, settings, secrets, lists of files or maps", async ({
  request,
}) => {
  const inside = [
    "/.git/HEAD",
    "/.git/config",
    "/.env",
    "/.data/secrets/sessions",
    "/.next/BUILD_ID",
    "/package.json",
    "/lib/env.ts",
    "/public/icon.svg",
    "/_next/",
    "/_next/static/",
    "/_next/static/chunks/",
    "/files/",
    "/api/",
  ];
  for (const path of inside) expect.soft((await request.get(path)).status(), path).toBe(404);
  const html = await (await request.get("/", { headers: { accept: "text/html" } })).text();
  const [script = ""] = /\/_next\/static\/[\w./-]+\.js/.exec(html) ?? [];
  expect((await request.get(script)).status()).toBe(200);
  expect((await request.get(`${script}.map`)).status()).toBe(404);
});

test("no browser or proxy keeps what a signed-in person sees", async ({ browser }) => {
  const { context } = await newClient(browser, "Kept by Nobody");
  const pages = ["/home", "/wallet", "/inbox", "/settings", "/jobs", "/my-jobs"];
  const data = ["/api/viewer", "/api/auth/session", "/api/inbox", "/api/inbox/conversations"];
  for (const path of [...pages, ...data, "/api/jobs", "/wallet/export"]) {
    for (const headers of [{ accept: "text/html" }, { rsc: "1" }]) {
      const response = await context.request.get(path, { headers });
      expect.soft(response.headers()["cache-control"], path).toContain("no-store");
    }
  }
  await context.close();
});

test("a prefetched page is rendered with the present time", async ({ request }) => {
  for (const headers of [{ purpose: "prefetch" }, { "next-router-prefetch": "1" }]) {
    const html = await (
      await request.get("/jobs", { headers: { accept: "text/html", ...headers } })
    ).text();
    const renderedAt = Number(/renderedAtMs\\?":(\d+)/.exec(html)?.[1]);
    expect(Math.abs(renderedAt - Date.now())).toBeLessThan(60_000);
  }
});

test("no inline handler runs on an address that does not exist, nor after navigating from there", async ({
  page,
}) => {
  const ran = () =>
    page.evaluate(async () => {
      const picture = document.createElement("img");
      picture.setAttribute("onerror", "document.documentElement.dataset.ran = 'yes'");
      picture.src = "/nothing.png";
      document.body.append(picture);
      await new Promise((done) => picture.addEventListener("error", done));
      return document.documentElement.dataset.ran === "yes";
    });
  for (const address of ["/api/nothing", "/icon.svg-x"]) {
    await page.goto(address);
    expect(await ran()).toBe(false);
    await page.getByRole("link", { name: "WorkHub" }).first().click();
    await expect(page).not.toHaveURL(address);
    expect(await ran()).toBe(false);
  }
});

const refused = async (request: APIRequestContext, path: string, headers = {}) => {
  const response = await request.fetch(path, { headers, maxRedirects: 0 });
  expect.soft(response.status(), path).toBeGreaterThanOrEqual(400);
  expect.soft(response.status(), path).toBeLessThan(500);
};

test("a malformed request is refused and is not our error", async ({ request }) => {
  for (const path of ["/jobs/%FF", "/files/%C0%AF", "/api/jobs/%ED%A0%80", "/api/auth/%zz"]) {
    await refused(request, path);
  }
  for (const query of ["skill=%00", "skill=a%00b"]) await refused(request, `/api/jobs?${query}`);
  await refused(request, "/jobs", { rsc: "1", "next-router-state-tree": "%5B" });
  await refused(request, "/api/auth/session?callbackUrl=%5C%5Cevil");
  const broken = await request.get("/api/auth/session", {
    headers: { cookie: "next-auth.callback-url=http://[; next-auth.session-token=%" },
  });
  expect(broken.status()).toBe(200);
  const odd = ["1", "%20", "%E2%80%8B", "a,%20,b"].map((skill) => `skill=${skill}`).join("&");
  expect((await request.get(`/api/jobs?${odd}`)).status()).toBe(200);
});

test("an action that is not called as a form calls it fails with a sentence", async ({
  page,
  request,
}) => {
  const sent = page.waitForRequest((asked) => asked.headers()["next-action"] !== undefined);
  await page.goto("/sign-in");
  await field(page, "E-mail").fill("nobody@example.com");
  await field(page, "Password").fill("nothing of the kind");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  const id = (await sent).headers()["next-action"] ?? "";
  const call = async (data: string, contentType = "text/plain;charset=UTF-8", action = id) =>
    (
      await request.post("/sign-in", {
        headers: { "next-action": action, "content-type": contentType },
        data,
      })
    ).status();
  for (const args of ["[]", "[1,2]", '["a","b"]', "[null,null]", '[{"status":"idle"},{}]']) {
    expect(await call(args), args).toBe(200);
  }
  for (const args of ["", "[", "{}", '["$@1"]', '["$1:a"]', "[".repeat(5000)]) {
    expect(await call(args), args.slice(0, 20)).toBe(400);
  }
  expect(await call("x", "multipart/form-data")).toBe(400);
  expect(await call("x", "multipart/form-data; boundary=b")).toBe(400);
  expect(await call("[]", "text/plain", "40".repeat(21))).toBe(409);
  await expect(page.getByText("don’t match")).toBeVisible();
});

test("forms work behind a proxy that sends its internal name", async ({ browser, baseURL }) => {
  const inside = new URL(baseURL ?? "");
  const proxy = createServer((asked, answer) => {
    const { method, url, headers } = asked;
    const onward = httpRequest(
      { port: inside.port, method, path: url, headers: { ...headers, host: "backend" } },
      (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers);
        got.pipe(answer);
      },
    );
    asked.pipe(onward);
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const address = proxy.address();
  const outside = `http://127.0.0.1:${address instanceof Object ? address.port : 0}`;
  const page = await browser.newPage();
  await page.goto(`${outside}/sign-in`);
  await field(page, "E-mail").fill("proxied@example.com");
  await field(page, "Password").fill("nothing of the kind");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("don’t match")).toBeVisible();
  await page.close();
  proxy.closeAllConnections();
  proxy.close();
});

test("a visitor who guesses too often at next-auth's own endpoint is told when to come back", async ({
  request,
}) => {
  const csrf: { csrfToken: string } = await (await request.get("/api/auth/csrf")).json();
  const email = `guess-${Date.now()}@example.com`;
  const guess = () =>
    request.post("/api/auth/callback/credentials", {
      form: { csrfToken: csrf.csrfToken, email, password: "guess", json: "true" },
    });
  for (let n = 0; n < 10; n += 1) expect((await guess()).status()).toBe(401);
  const response = await guess();
  expect(response.status()).toBe(429);
  expect(Number(response.headers()["retry-after"])).toBeGreaterThan(60);
});

test("a form of thousands of fields is not read", async ({ request }) => {
  const boundary = "fields";
  const part = `--${boundary}\r\nContent-Disposition: form-data; name="f"\r\n\r\nx\r\n`;
  const data = Buffer.from(`${part.repeat(5_000)}--${boundary}--\r\n`);
  const send = () =>
    request.post("/sign-in", {
      headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
      data,
    });
  const statuses = await Promise.all(
    Array.from({ length: 8 }, async () => (await send()).status()),
  );
  expect(statuses).toEqual(Array(8).fill(413));
});
