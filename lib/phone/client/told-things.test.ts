import { describe, expect, test } from "vitest";
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
import type { PushMessage } from "../policy.ts";
import { markOf } from "./vault.ts";

useStillClock();

describe("what is told while WorkHub is closed", () => {
  const messageTo = async (deviceKey: string, more: Partial<PushMessage> = {}) =>
    JSON.stringify({
      mark: await markOf(deviceKey),
      tag: "one",
      title: "Ben wrote to you",
      body: "Chart the sandbanks",
      path: `/inbox/${TALK}`,
      alsoAt: [],
      ...more,
    });
  const deviceOfAna = async () => {
    const device = await deviceOf({ "/": { deviceKey: ANA }, "/jobs": { deviceKey: NOBODY } });
    await device.open("/");
    device.isSubscribed = true;
    return device;
  };

  test("is shown to the person who is here, also by a worker that was started for it", async () => {
    const device = (await deviceOfAna()).start();
    expect(await device.push(await messageTo(ANA))).toEqual(["Ben wrote to you"]);
    expect(device.shown[0]?.how.body).toBe("Chart the sandbanks");
  });

  test.each([
    ["for another person", () => messageTo(BEN)],
    ["that cannot be read", async () => "{"],
    ["that leads to another site", () => messageTo(ANA, { path: "//elsewhere.example" })],
    ["without contents", async () => null],
  ])("a push %s shows something, and says nothing", async (_, textOf) => {
    const device = await deviceOfAna();
    expect(await device.push(await textOf())).toEqual(["Something new in WorkHub"]);
    await device.press();
    expect(device.opened).toEqual(["/notifications"]);
  });

  test("where the browser lets nothing be stored, nobody is known to be here", async () => {
    const device = (await deviceOfAna()).start();
    device.isForbidden = true;
    expect(await device.push(await messageTo(ANA))).toEqual(["Something new in WorkHub"]);
  });

  test("what was pressed opens its page, in the tab that has it", async () => {
    const device = await deviceOfAna();
    await device.push(await messageTo(ANA));
    device.tabs = ["/wallet"];
    await device.press();
    await device.push(await messageTo(ANA));
    device.tabs = ["/wallet", `/inbox/${TALK}`];
    await device.press();
    expect(device.opened).toEqual([`/inbox/${TALK}`, `focus /inbox/${TALK}`]);
    expect(device.shown).toEqual([]);
  });

  test("what was read leaves the screen", async () => {
    const device = await deviceOfAna();
    await device.push(await messageTo(ANA));
    await device.push(await messageTo(ANA, { tag: "two", path: CONTRACT, alsoAt: ["/wallet"] }));
    await device.push(await messageTo(ANA, { tag: "three", path: "/searches" }));
    await device.tell({ kind: "read", path: `/inbox/${TALK}`, isAll: false });
    await device.tell({ kind: "read", path: "/wallet", isAll: false });
    expect(device.shown.map(({ how }) => how.tag)).toEqual(["three"]);
    await device.tell({ kind: "read", path: "/home", isAll: true });
    expect(device.shown).toEqual([]);
  });

  test.each([
    ["signed out", (device: Device) => device.tell({ kind: "forget" })],
    ["is found to be gone", (device: Device) => device.open("/jobs")],
    [
      "has made room for another",
      (device: Device) => device.tell({ kind: "here", deviceKey: BEN, address: ORIGIN }),
    ],
  ])(
    "once the person %s, nothing of theirs is on the screen, and nothing more comes",
    async (_, leave) => {
      const device = await deviceOfAna();
      await device.push(await messageTo(ANA));
      await leave(device);
      expect([device.shown, device.isSubscribed]).toEqual([[], false]);
      // What was on its way already.
      expect(await device.push(await messageTo(ANA))).toEqual(["Something new in WorkHub"]);
    },
  );
});
