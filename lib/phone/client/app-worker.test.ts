import { describe, expect, test, vi } from "vitest";
import {
  ANA,
  CONTRACT,
  Device,
  deviceOf,
  JOB,
  NOBODY,
  type Sent,
  TALK,
  useStillClock,
} from "#db/testing/worker-device";
import { KEEP_EVERY_MS, PATIENCE_MS, SETTLE_MS } from "../policy.ts";

useStillClock();

describe("without a connection", () => {
  test.each(["/jobs?q=tide", `/jobs/${JOB}`, `/inbox/${TALK}`, CONTRACT, "/wallet", "/home"])(
    "%s is shown as it was read, says as of when, and keeps its security headers",
    async (path) => {
      const device = await deviceOf({ [path]: { deviceKey: ANA, text: "The pilot waits." } });
      await device.open(path);
      device.isOnline = false;
      vi.setSystemTime(new Date(2026, 10, 26, 17, 0));
      const { text, answer } = await device.open(path);
      expect(text).toContain("<main>The pilot waits.</main>");
      expect(text).toContain('<body class="x"><as-of-note role="status">');
      expect(text).toContain("As of 14:02.");
      expect(answer.headers.get("content-security-policy")).toBe("script-src 'nonce-1'");
    },
  );

  test("a page of another day says which day", async () => {
    const device = await deviceOf({ "/wallet": { deviceKey: ANA } });
    await device.open("/wallet");
    device.isOnline = false;
    vi.setSystemTime(new Date(2026, 10, 28, 9, 0));
    expect((await device.open("/wallet")).text).toContain("As of 26 Nov 14:02.");
  });

  test("the worker that kept a page need not be the one that shows it", async () => {
    const device = await deviceOf({ [CONTRACT]: { deviceKey: ANA, text: "Held." } });
    await device.open(CONTRACT);
    device.isOnline = false;
    expect((await device.start().open(CONTRACT)).text).toContain("Held.");
  });

  test("a page that was never read says so in its own words, and lists what can be read", async () => {
    const device = await deviceOf({
      [CONTRACT]: { deviceKey: ANA, text: "Chart the &lt;shoals&gt;" },
    });
    await device.open(CONTRACT);
    device.isOnline = false;
    const { text, answer } = await device.open("/settings");
    expect(text).toContain("This page has not been read on this device yet.");
    expect(text).toContain(`href="${CONTRACT}"`);
    expect(text).toContain("<bdi>Chart the &lt;shoals&gt;</bdi>");
    expect(text).toContain("as of 14:02");
    expect(text).toContain('<html lang="en" class="letters">');
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain("script-src");
  });

  test("somebody who has read nothing is told when pages are kept", async () => {
    const device = await deviceOf({});
    device.isOnline = false;
    const { text } = await device.open("/jobs");
    expect(text).toContain("Nothing can be read here yet");
    expect(text).toContain('<link rel="stylesheet" href="/_next/static/look.css">');
  });

  test("a job that was opened beside the list is read on its own page", async () => {
    const device = await deviceOf({
      [`/jobs/${JOB}`]: { deviceKey: ANA, text: "The whole job." },
      "/home": { deviceKey: ANA },
    });
    await device.open("/home");
    await device.ask({ path: `/api/jobs/${JOB}` });
    await vi.advanceTimersByTimeAsync(SETTLE_MS);
    await device.settle();
    device.isOnline = false;
    expect((await device.open(`/jobs?q=x&job=${JOB}`)).text).toContain("The whole job.");
  });

  test("a server that a proxy cannot reach is no server", async () => {
    const device = await deviceOf({ "/wallet": { deviceKey: ANA, text: "€40.00" } });
    await device.open("/wallet");
    device.documents = { "/wallet": { deviceKey: NOBODY, text: "Bad gateway", status: 502 } };
    expect((await device.open("/wallet")).text).toContain("€40.00");
  });

  test("a server that does not begin to answer is not waited for", async () => {
    const device = await deviceOf({ "/wallet": { deviceKey: ANA, text: "€40.00" } });
    await device.open("/wallet");
    let letPass = () => {};
    device.gate = new Promise((resolve) => {
      letPass = resolve;
    });
    const opened = device.ask({ path: "/wallet", mode: "navigate" });
    await vi.advanceTimersByTimeAsync(PATIENCE_MS);
    expect(await (await opened)?.text()).toContain("As of 14:02.");
    letPass();
    await device.settle();
  });

  test("where nothing may be stored, pages come from the server, and without one there are plain words", async () => {
    const device = new Device();
    device.isForbidden = true;
    device.documents = { "/wallet": { deviceKey: ANA, text: "€40.00" } };
    await device.start();
    expect((await device.open("/wallet")).text).toContain("€40.00");
    device.isOnline = false;
    expect((await device.open("/wallet")).text).toContain("This page has not been read");
  });

  test("a page that is damaged on the device counts as never read", async () => {
    const device = await deviceOf({ "/wallet": { deviceKey: ANA, text: "€40.00" } });
    await device.open("/wallet");
    const cache = await device.caches.open("workhub-kept");
    for (const address of cache.entries.keys()) {
      await cache.put(address, new Response("x".repeat(64)));
    }
    device.isOnline = false;
    expect((await device.open("/wallet")).text).toContain("This page has not been read");
  });

  test("a page is not shown any more once its session would have ended", async () => {
    const device = await deviceOf({ "/wallet": { deviceKey: ANA, text: "€40.00" } });
    await device.open("/wallet");
    device.isOnline = false;
    vi.setSystemTime(new Date(2026, 11, 11));
    expect((await device.open("/wallet")).text).not.toContain("€40.00");
  });
});

describe("what is left to the browser", () => {
  test.each([
    ["a form", { path: "/wallet/withdraw", method: "POST", headers: { "next-action": "x" } }],
    ["a form without scripts", { path: "/wallet/add-funds", method: "POST", mode: "navigate" }],
    ["a message", { path: `/api/conversations/${TALK}/messages`, method: "POST" }],
    ["what became of a form", { path: "/api/forms/key", method: "POST" }],
    ["changes of the inbox", { path: "/api/inbox?since=1" }],
    ["the stream", { path: "/api/inbox/stream" }],
    ["an upload", { path: "/api/uploadthing/ingest/key", method: "PUT" }],
    ["a file", { path: "/files/fil_1", mode: "navigate" }],
    ["a part of a page", { path: "/wallet", headers: { rsc: "1" } }],
    ["another site", { path: "https://other.example/" }],
  ] as const)("%s", async (_, request) => {
    const device = await deviceOf({ "/home": { deviceKey: ANA } });
    expect(await device.ask(request)).toBeNull();
  });

  test("and nothing of that is ever sent by the worker", async () => {
    const device = await deviceOf({ "/home": { deviceKey: ANA } });
    await device.open("/home");
    const before = device.asked.length;
    device.isOnline = false;
    await device.ask({ path: "/wallet/withdraw", method: "POST", headers: { "next-action": "x" } });
    device.isOnline = true;
    await vi.advanceTimersByTimeAsync(KEEP_EVERY_MS);
    await device.settle();
    expect(device.asked.slice(before)).toEqual([]);
  });
});

test("a newer worker waits until a document is opened, and then takes over", async () => {
  const device = await deviceOf({ "/home": { deviceKey: ANA } });
  device.hasWaiting = true;
  await device.ask({ path: "/settings", headers: { rsc: "1" } });
  await device.ask({ path: "/_next/static/shell.js" });
  expect(device.toWaiting).toEqual([]);
  await device.open("/home");
  expect(device.toWaiting).toEqual([{ kind: "take-over" } satisfies Sent]);
  expect(device.hasTakenOver).toBe(false);
  await device.tell({ kind: "take-over" });
  expect(device.hasTakenOver).toBe(true);
});

test.each([
  null,
  7,
  "forget",
  {},
  { kind: "here" },
  { kind: "here", deviceKey: "x", address: "/" },
])("what no page of ours says does nothing: %j", async (data) => {
  const device = await deviceOf({ "/home": { deviceKey: ANA } });
  await device.open("/home");
  await device.tell(data);
  expect(await device.kept()).toHaveLength(1);
});
