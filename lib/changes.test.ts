import { expect, test } from "vitest";
import { differingParts, listChanges } from "./changes.ts";

test("text that reads the same is no change", () => {
  expect(
    listChanges([
      ["Price", "€1", "€1"],
      ["Timeline", "1 day", "2 days"],
    ]),
  ).toEqual([{ what: "Timeline", seen: "1 day", now: "2 days" }]);
});

test("one banner that becomes two hundred is shown with the words around it", () => {
  const text = (count: string) =>
    `We are opening a shop in spring and want people to find it. Draw ${count} for the front window, in our colours and with the opening day on it, ready to print by Friday.`;
  expect(differingParts(text("one banner"), text("two hundred banners"))).toEqual({
    seen: "… spring and want people to find it. Draw one banner for the front window, in our colours and …",
    now: "… spring and want people to find it. Draw two hundred banners for the front window, in our colours and …",
  });
});

test("a difference is never shortened, whatever its length", () => {
  const long = "much more work ".repeat(500).trim();
  expect(differingParts("Draw it.", `Draw it. ${long}`).now).toBe(`Draw it. ${long}`);
});

test("a text that was removed completely, and equal texts", () => {
  expect(differingParts("Draw it.", "")).toEqual({ seen: "Draw it.", now: "" });
  expect(differingParts("a  b", "a b")).toEqual({ seen: "a  b", now: "a b" });
  expect(differingParts("same", "same")).toEqual({ seen: "same", now: "same" });
});
