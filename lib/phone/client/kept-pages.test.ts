import { describe, expect, test, vi } from "vitest";
import {
  ANA,
  BEN,
  CONTRACT,
  type Device,
  deviceOf,
  NOBODY,
  ORIGIN,
  TALK,
  useStillClock,
} from "#db/testing/worker-device";
import { KEEP_EVERY_MS, PAGES_MAX, SETTLE_MS } from "../policy.ts";

useStillClock();

describe("what is kept", () => {
  test("names and contents are sealed", async () => {
    const device = await deviceOf({ [CONTRACT]: { deviceKey: ANA, text: "The pilot waits." } });
    await device.open(CONTRACT);
    const kept = await device.kept();
    expect(kept).toHaveLength(1);
    expect(kept.join()).not.toMatch(/pilot|contracts|ctr_|device-key/);
    expect(device.vault?.sealing.extractable).toBe(false);
    expect(device.vault?.naming.extractable).toBe(false);
    expect(JSON.stringify(device.vault)).not.toContain(ANA);
  });

  test("forms, settings and the admin's pages are not kept, nor what leads elsewhere or failed", async () => {
    const device = await deviceOf({
      "/home": { deviceKey: ANA, text: '<template data-dgst="NEXT_REDIRECT;/x"></template>' },
      "/settings": { deviceKey: ANA },
      "/wallet/withdraw": { deviceKey: ANA },
      "/admin": { deviceKey: ANA },
      "/wallet": { deviceKey: ANA, status: 500 },
    });
    for (const path of Object.keys(device.documents)) await device.open(path);
    expect(await device.kept()).toEqual([]);
  });

  test("a page reached by the router is kept as a document, once for many of its requests", async () => {
    const device = await deviceOf({
      "/home": { deviceKey: ANA },
      "/wallet": { deviceKey: ANA, text: "€40.00" },
    });
    await device.open("/home");
    for (let times = 0; times < 5; times += 1) {
      await device.ask({ path: "/wallet?_rsc=1", headers: { rsc: "1" } });
    }
    await vi.advanceTimersByTimeAsync(SETTLE_MS);
    await device.settle();
    expect(device.asked.filter((path) => path === "/wallet")).toHaveLength(1);
    device.isOnline = false;
    expect((await device.open("/wallet")).text).toContain("€40.00");
  });

  test("what the router fetches ahead is not kept: nobody has read it", async () => {
    const device = await deviceOf({ "/home": { deviceKey: ANA }, "/wallet": { deviceKey: ANA } });
    await device.open("/home");
    await device.ask({ path: "/wallet", headers: { rsc: "1", "next-router-prefetch": "1" } });
    await vi.advanceTimersByTimeAsync(KEEP_EVERY_MS);
    await device.settle();
    expect(device.asked).not.toContain("/wallet");
  });

  test("strangers cost the server nothing", async () => {
    const device = await deviceOf({ "/": { deviceKey: NOBODY }, "/jobs": { deviceKey: NOBODY } });
    await device.open("/");
    await device.ask({ path: "/jobs", headers: { rsc: "1" } });
    await vi.advanceTimersByTimeAsync(KEEP_EVERY_MS);
    await device.settle();
    expect(device.asked).not.toContain("/jobs");
    expect(await device.kept()).toEqual([]);
  });

  test("a conversation that was read or written in is kept again", async () => {
    const path = `/inbox/${TALK}`;
    const device = await deviceOf({ [path]: { deviceKey: ANA, text: "One." } });
    await device.open(path);
    device.documents = { [path]: { deviceKey: ANA, text: "One. Two." } };
    await device.ask({ path: `/api/conversations/${TALK}/read`, method: "POST" });
    await vi.advanceTimersByTimeAsync(KEEP_EVERY_MS);
    await device.settle();
    device.isOnline = false;
    expect((await device.open(path)).text).toContain("One. Two.");
  });

  test("the first page of a visit, which loaded before the worker was in charge", async () => {
    const device = await deviceOf({ "/wallet": { deviceKey: ANA, text: "€40.00" } });
    await device.tell({ kind: "here", deviceKey: ANA, address: `${ORIGIN}/wallet` });
    device.isOnline = false;
    expect((await device.open("/wallet")).text).toContain("€40.00");
    // The page's own scripts too.
    expect(await device.ask({ path: "/_next/static/part.js" })).not.toBeNull();
  });

  test("no more pages than anyone looks up: the one longest unread goes", async () => {
    const device = await deviceOf({ "/jobs": { deviceKey: ANA, text: "A page" } });
    for (let at = 0; at <= PAGES_MAX; at += 1) {
      vi.setSystemTime(Date.now() + 1000);
      await device.open(`/jobs?q=${at}`);
    }
    expect(await device.kept()).toHaveLength(PAGES_MAX);
    device.isOnline = false;
    expect((await device.open("/jobs?q=0")).text).not.toContain("<main>A page");
    expect((await device.open("/jobs?q=1")).text).toContain("<main>A page");
  });
});

describe("when a person goes, nothing of theirs stays", () => {
  const readByAna = async () => {
    const device = await deviceOf({
      [CONTRACT]: { deviceKey: ANA, text: "Secret of Ana." },
      "/home": { deviceKey: ANA },
    });
    await device.open(CONTRACT);
    await device.open("/home");
    expect(await device.kept()).toHaveLength(2);
    return device;
  };
  const expectNothing = async (device: Device) => {
    expect(await device.kept()).toEqual([]);
    expect(device.vault).toBeNull();
    device.isOnline = false;
    expect((await device.open(CONTRACT)).text).not.toContain("Ana");
  };

  test("by signing out", async () => {
    const device = await readByAna();
    await device.tell({ kind: "forget" });
    await expectNothing(device);
  });

  test("in another tab, or elsewhere: the next document is made for nobody, whatever page it is", async () => {
    const device = await readByAna();
    device.documents = { "/sign-in": { deviceKey: NOBODY } };
    await device.open("/sign-in");
    await expectNothing(device);
  });

  test("because somebody else is here now, who keeps their own", async () => {
    const device = await readByAna();
    device.documents = { "/home": { deviceKey: BEN, text: "Home of Ben." } };
    await device.open("/home");
    expect(await device.kept()).toHaveLength(1);
    device.isOnline = false;
    const { text } = await device.open(CONTRACT);
    expect(text).not.toContain("Ana");
    expect(text).not.toContain(CONTRACT);
    expect((await device.open("/home")).text).toContain("Home of Ben.");
  });

  test("also when a page that the worker did not see says who is here", async () => {
    const device = await readByAna();
    device.documents = {};
    await device.tell({ kind: "here", deviceKey: BEN, address: `${ORIGIN}/settings` });
    expect(await device.kept()).toEqual([]);
  });

  test("and a document that was asked for before does not bring it back", async () => {
    const device = await readByAna();
    let letPass = () => {};
    device.gate = new Promise((resolve) => {
      letPass = resolve;
    });
    const late = device.ask({ path: CONTRACT, mode: "navigate" });
    const forgotten = device.tell({ kind: "forget" });
    letPass();
    await Promise.all([late, forgotten]);
    await device.settle();
    await expectNothing(device);
  });

  test("but not because of what is no page of ours, or an error", async () => {
    const device = await readByAna();
    device.documents = { "/settings": { deviceKey: NOBODY, status: 500 } };
    await device.open("/settings");
    await device.open("/nothing");
    expect(await device.kept()).toHaveLength(2);
  });
});
