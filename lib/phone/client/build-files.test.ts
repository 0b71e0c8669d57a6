import { describe, expect, test } from "vitest";
import {
  ANA,
  BUILD,
  deviceOf,
  NOBODY,
  ORIGIN,
  type Sent,
  useStillClock,
} from "#db/testing/worker-device";
import { withAsOf } from "./document.ts";

useStillClock();

describe("files of the build", () => {
  test("come from the device, and from the server once", async () => {
    const device = await deviceOf({});
    for (let times = 0; times < 2; times += 1) {
      const answer = await device.ask({ path: "/_next/static/late.js" });
      expect(await answer?.text()).toBe("/_next/static/late.js");
    }
    expect(device.asked.filter((path) => path === "/_next/static/late.js")).toHaveLength(1);
    device.isOnline = false;
    expect(await (await device.ask({ path: "/_next/static/shell.js" }))?.text()).toContain("shell");
  });

  test("all scripts are here for whoever is signed in, before anybody reaches for them", async () => {
    const device = await deviceOf({});
    await device.tell({ kind: "here", deviceKey: NOBODY, address: `${ORIGIN}/` });
    expect(device.asked).not.toContain("/_next/static/menu.js");
    await device.tell({ kind: "here", deviceKey: ANA, address: `${ORIGIN}/settings` });
    device.isOnline = false;
    expect(await (await device.ask({ path: "/_next/static/menu.js" }))?.text()).toContain("menu");
  });

  test("the line is after the link to the content, which is first on every page", () => {
    const link = '<a href="#main" class="x">Go to the content</a>';
    const html = `<html><body class="y"><noscript><link/></noscript>${link}<main></main></body></html>`;
    expect(withAsOf(html, "14:02")).toContain(`${link}<as-of-note`);
  });

  test("a tab whose build is gone is told so, and nobody else", async () => {
    const device = await deviceOf({});
    device.gone.add("/_next/static/old.js");
    expect((await device.ask({ path: "/_next/static/old.js" }))?.status).toBe(404);
    expect(device.told).toEqual([{ kind: "outdated" } satisfies Sent]);
    device.isOnline = false;
    await expect(device.ask({ path: "/_next/static/other.js" })).rejects.toThrow();
    expect(device.told).toHaveLength(1);
  });

  test("of the build before stay for the tabs that are open; older ones go, with their pages", async () => {
    const device = await deviceOf({ "/wallet": { deviceKey: ANA, text: "€40.00" } });
    await device.open("/wallet");
    const next = { ...BUILD, id: "two", files: ["/_next/static/two.js"] };
    await device.install(next);
    device.isOnline = false;
    expect(await (await device.ask({ path: "/_next/static/shell.js" }))?.text()).toContain("shell");
    expect((await device.open("/wallet")).text).toContain("€40.00");
    device.isOnline = true;
    await device.install({ ...next, id: "three", files: ["/_next/static/three.js"] });
    expect(await device.caches.keys()).not.toContain("workhub-build-one");
    expect(await device.kept()).toEqual([]);
  });
});
