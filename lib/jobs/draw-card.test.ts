import sharp from "sharp";
import { expect, test } from "vitest";
import { cents } from "#lib/money";
import { CARD_SIZE, type Card, drawCard } from "./draw-card.ts";

const CARD: Card = {
  title: "Which schools stop ordering our books?",
  category: "data",
  budgetCents: cents(124_000),
  status: "open",
  clientName: "Mwangaza Learning",
};

/** Where there is ink: the box around everything that is not paper, below the mark and above the line. */
async function titleBox(card: Card) {
  const area = { left: 0, top: 180, width: 1200, height: 290 };
  const title = await sharp(await drawCard(card))
    .extract(area)
    .png()
    .toBuffer();
  const trimmed = sharp(title).trim({ background: "#fbfaf7", threshold: 20 });
  const { info } = await trimmed.toBuffer({ resolveWithObject: true });
  const left = -(info.trimOffsetLeft ?? 0);
  const top = -(info.trimOffsetTop ?? 0);
  return { left, right: left + info.width, top, bottom: top + info.height };
}

test.each([
  ["short", "Logo"],
  ["usual", CARD.title],
  ["as long as it may be", "Migrate the bookkeeping tool ".repeat(5).slice(0, 120)],
  ["one word of 80 letters", "m".repeat(80)],
  ["Arabic with brackets and an amount", "تصميم موقع (WorkHub) بميزانية €400 للمدرسة"],
  ["Japanese", "日本語の料金ページを作り直してください".repeat(4)],
  ["markup", `<b>&amp; </span> "quotes" & <i>`],
  ["signs that join others", "Build 🚀👩‍👩‍👧 rockets\u200d\ufe0f"],
  ["nothing but such signs", "🚀👩‍👩‍👧"],
])("a title that is %s stays within the picture", async (_, title) => {
  const picture = await sharp(await drawCard({ ...CARD, title })).metadata();
  expect(picture).toMatchObject({ format: "png", ...CARD_SIZE });
  const box = await titleBox({ ...CARD, title });
  expect(box.left).toBeGreaterThanOrEqual(76);
  expect(box.right).toBeLessThanOrEqual(1124);
  expect([box.top > 0, box.bottom < 290]).toEqual([true, true]);
});

test("a title from right to left begins at the right", async () => {
  const arabic = await titleBox({ ...CARD, title: "تصميم موقع" });
  expect(arabic.right).toBeGreaterThan(1100);
  expect(arabic.left).toBeGreaterThan(500);
});

test("says what became of a job that is no longer open", async () => {
  const open = Buffer.from(await drawCard(CARD));
  const expired = Buffer.from(await drawCard({ ...CARD, status: "expired" }));
  expect(open.equals(expired)).toBe(false);
  expect(open.equals(Buffer.from(await drawCard(CARD)))).toBe(true);
});

test("more people than it can draw for are told so", async () => {
  const cards = Array.from({ length: 30 }, (_, n) =>
    drawCard({ ...CARD, title: `Job number ${n}` }),
  );
  const answers = await Promise.allSettled(cards);
  const refused = answers.filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(10);
  expect(refused[0]).toMatchObject({ reason: { code: "overloaded" } });
});
