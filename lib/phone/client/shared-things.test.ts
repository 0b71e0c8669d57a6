import { describe, expect, test } from "vitest";
import { ANA, BEN, type Device, deviceOf, useStillClock } from "#db/testing/worker-device";
import type { SharedThings } from "./notices.ts";

useStillClock();

describe("what is shared with WorkHub", () => {
  const share = async (device: Device, form: FormData) => {
    const answer = await device.ask({ path: "/share", method: "POST", mode: "navigate", form });
    return answer?.headers.get("location");
  };
  const aForm = () => {
    const form = new FormData();
    form.set("title", "Tides");
    form.set("text", "of the estuary");
    form.set("url", "");
    form.append("files", new File(["1,2,3"], "tides.csv", { type: "text/csv" }));
    form.append("files", new File(["\u0000\u00ff"], "map.png", { type: "image/png" }));
    return form;
  };

  test("waits, sealed, without being sent, and is given out once", async () => {
    const device = await deviceOf({ "/home": { deviceKey: ANA } });
    await device.open("/home");
    expect(await share(device, aForm())).toBe("/share");
    expect(device.asked).not.toContain("/share");
    expect((await device.kept()).join()).not.toMatch(/tides|estuary/i);
    const things = await device.tell({ kind: "take-shared" });
    const { text, files } = readThings(things);
    expect(text).toBe("Tides\nof the estuary");
    expect(files.map(({ name, type }) => [name, type])).toEqual([
      ["tides.csv", "text/csv"],
      ["map.png", "image/png"],
    ]);
    expect(await files[0]?.text()).toBe("1,2,3");
    expect(await files[1]?.text()).toBe("\u0000\u00ff");
    expect(await device.tell({ kind: "take-shared" })).toBeNull();
  });

  test("goes with the person", async () => {
    const device = await deviceOf({ "/home": { deviceKey: ANA } });
    await device.open("/home");
    await share(device, aForm());
    device.documents = { "/home": { deviceKey: BEN } };
    await device.open("/home");
    expect(await device.tell({ kind: "take-shared" })).toBeNull();
  });

  test("is not kept for nobody, nor when it is too much; the page says which", async () => {
    const device = await deviceOf({ "/home": { deviceKey: ANA } });
    expect(await share(device, aForm())).toBe("/share?nobody");
    await device.open("/home");
    const form = new FormData();
    for (let at = 0; at < 11; at += 1) form.append("files", new File(["x"], `${at}.txt`));
    expect(await share(device, form)).toBe("/share?too-much");
    expect(await device.tell({ kind: "take-shared" })).toBeNull();
  });
});

/** Guarantee: the worker answers `take-shared` with this. */
function readThings(answer: unknown): SharedThings {
  return answer as SharedThings;
}
