import { expect, test } from "vitest";
import { DEFAULT_HOUSE } from "#lib/house";
import { categoryField } from "./policy.ts";
import { changeSettingInput } from "./schema.ts";

const known = DEFAULT_HOUSE.categories.slice(0, 2);

/** The form as a browser sends it: a row for each category, and an empty one for a new one. */
function form(added: string, changes: Record<string, string | undefined> = {}) {
  const rows = known.flatMap(({ value, label }, index) => [
    [categoryField(index, "value"), value],
    [categoryField(index, "label"), label],
    [categoryField(index, "isShown"), "on"],
  ]);
  const entries = [
    ["section", "categories"],
    ["seen", "0"],
    ...rows,
    [categoryField(2, "label"), added],
    [categoryField(2, "isShown"), "on"],
  ];
  return Object.fromEntries(
    Object.entries({ ...Object.fromEntries(entries), ...changes }).filter(([, text]) => text),
  );
}

const read = (input: unknown) => {
  const parsed = changeSettingInput.parse(input);
  return parsed.section === "categories" ? parsed.categories : [];
};

test("an empty last row adds no category, and one with a name adds it under a lasting name of its own", () => {
  expect(read(form("  "))).toEqual(known);
  expect(read(form("Sound & Light")).at(-1)).toEqual({
    value: "sound-light",
    label: "Sound & Light",
    isHidden: false,
  });
  expect(read(form("Web Development!")).at(-1)?.value).toBe("web-development-2");
  expect(read(form("声")).at(-1)?.value).toBe("category");
});

test("a category keeps its lasting name when it is called differently, and is hidden by its box", () => {
  const renamed = form("", {
    "categories.0.label": "Websites",
    "categories.1.isShown": undefined,
  });
  expect(read(renamed)).toEqual([
    { value: "web-development", label: "Websites", isHidden: false },
    { value: "mobile-apps", label: "Mobile apps", isHidden: true },
  ]);
});

test("what was read once reads the same again", () => {
  const once = changeSettingInput.parse(form("Sound"));
  expect(changeSettingInput.parse(once)).toEqual(once);
  const fee = { section: "fee", seen: 0, feeBasisPoints: "7,5 %", feeMinimumCents: "2.00" };
  const taken = changeSettingInput.parse(fee);
  expect(taken).toMatchObject({ feeBasisPoints: 750, feeMinimumCents: 200 });
  expect(changeSettingInput.parse(taken)).toEqual(taken);
});

test.each([
  ["two of one name", form("mobile APPS"), "categories.2.label"],
  ["a name that is empty", form("", { "categories.0.label": " " }), "categories.0.label"],
  [
    "none that is offered",
    form("", { "categories.0.isShown": "", "categories.1.isShown": "" }),
    "categories",
  ],
  [
    "a day that is too long",
    { section: "windows", seen: 0, offered: "3, 31", usual: "3" },
    "offered",
  ],
  ["no day", { section: "windows", seen: 0, offered: " , ", usual: "3" }, "offered"],
  [
    "a usual day that is not offered",
    { section: "windows", seen: 0, offered: "3, 7", usual: "5" },
    "usual",
  ],
  ["a whole price as a fee", { section: "fee", seen: 0, feeBasisPoints: "100" }, "feeBasisPoints"],
  ["a fee below nothing", { section: "fee", seen: 0, feeBasisPoints: "-1" }, "feeBasisPoints"],
  ["no amount", { section: "fee", seen: 0, feeMinimumCents: "two" }, "feeMinimumCents"],
  ["a limit of nothing", { section: "limits", seen: 0, liveProposals: "0" }, "liveProposals"],
])("%s is refused at its field", (_, input, field) => {
  const result = changeSettingInput.safeParse(input);
  expect(result.error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
});

test("days that are offered are in order, each once", () => {
  const windows = { section: "windows", seen: 0, offered: "14, 3,7, 3", usual: "7" };
  expect(changeSettingInput.parse(windows)).toMatchObject({ offered: [3, 7, 14], usual: 7 });
});

test("skills are read one in a line or as a list, each once, and too long or too many are refused by name", () => {
  const readSkills = (skills: unknown) =>
    changeSettingInput.safeParse({ section: "skills", seen: 0, skills });
  const read = readSkills(" TypeScript\n\ntypescript\nPage  layout; Drawing ");
  expect(read.data).toMatchObject({ skills: ["TypeScript", "Page layout", "Drawing"] });
  expect(readSkills(["TypeScript", "Drawing"]).data).toMatchObject({
    skills: ["TypeScript", "Drawing"],
  });
  expect(readSkills(undefined).data).toMatchObject({ skills: [] });
  expect(readSkills("x".repeat(41)).error?.issues[0]?.message).toContain("longer than 40");
  const many = Array.from({ length: 301 }, (_, number) => `Skill ${number}`);
  expect(readSkills(many).error?.issues[0]?.message).toBe("Offer at most 300 skills.");
});
