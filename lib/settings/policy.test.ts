import { describe, expect, test } from "vitest";
import {
  colourProblem,
  contrast,
  isBannerShown,
  LEAST_CONTRAST,
  paletteOf,
  readableInstead,
  SURFACES,
} from "./policy.ts";

test("contrast is that of WCAG 2.2", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
  expect(contrast("#2b3d9b", "#2b3d9b")).toBe(1);
});

/** Every 17th of each part: 4,096 colours from black to white. */
const COLOURS = [...Array(4096).keys()].map((at) => {
  const parts = [at >> 8, (at >> 4) & 15, at & 15].map((part) => part * 17);
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
});

describe("an accent colour", () => {
  test("that can be chosen can be read in both themes: as text on every surface, on its own wash, and on a button", () => {
    const chosen = COLOURS.filter((colour) => colourProblem(colour) === null);
    expect(chosen.length).toBeGreaterThan(500);
    for (const colour of chosen) {
      const { accent, strong, ink, wash } = paletteOf(colour);
      for (const theme of ["light", "dark"] as const) {
        const behind = [...SURFACES[theme], wash[theme]];
        const ratios = [
          ...behind.map((surface) => contrast(accent[theme], surface)),
          contrast(accent[theme], ink[theme]),
          contrast(strong[theme], ink[theme]),
        ];
        expect([colour, theme, Math.min(...ratios) >= LEAST_CONTRAST]).toEqual([
          colour,
          theme,
          true,
        ]);
      }
    }
  });

  test("that cannot is refused with its contrast, and with one close to it that can", () => {
    const refused = COLOURS.filter((colour) => colourProblem(colour) !== null);
    expect(refused.length).toBeGreaterThan(500);
    for (const colour of refused) {
      const instead = readableInstead(colour) ?? "";
      expect([colour, instead, colourProblem(instead)]).toEqual([colour, instead, null]);
    }
    expect(colourProblem("#ffd200")).toBe(
      "Text in this colour would be hard to read: its contrast is 1.2 to 1, and 4.5 to 1 is the least (WCAG 2.2). #7f6900 is close to it and can be read.",
    );
  });

  test.each(["blue", "#12345", "#1234567", "2b3d9b", "#gggggg", "red;}"])(
    "is a colour in hexadecimal, not %j",
    (text) => {
      expect(colourProblem(text)).toBe("Enter a colour such as #2b3d9b.");
    },
  );
});

test("an announcement is shown from its first day to the end of its last one, and without a text never", () => {
  const banner = { text: "Closed", tone: "note", from: "2026-05-14", until: "2026-05-15" } as const;
  const shownAt = (at: string) => isBannerShown(banner, new Date(at));
  expect(shownAt("2026-05-13T23:59:59.999Z")).toBe(false);
  expect(shownAt("2026-05-14T00:00:00Z")).toBe(true);
  expect(shownAt("2026-05-15T23:59:59.999Z")).toBe(true);
  expect(shownAt("2026-05-16T00:00:00Z")).toBe(false);
  const always = { ...banner, from: null, until: null };
  expect(isBannerShown(always, new Date("2026-05-16T00:00:00Z"))).toBe(true);
  expect(isBannerShown({ ...always, text: "" }, new Date("2026-05-16T00:00:00Z"))).toBe(false);
});
