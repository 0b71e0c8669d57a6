import { join } from "node:path";
import sharp from "sharp";
import { boundedCache } from "#lib/bounded-cache";
import { DomainError } from "#lib/errors";
import { houseName } from "#lib/house";
import { type Cents, formatCents } from "#lib/money";
import { firstCharacters, isRightToLeft } from "#lib/text";
import { categoryLabel } from "./categories.ts";
import { JOB_STATUS_WORDS, type JobStatus } from "./policy.ts";

/** What a shared link shows of a job. */
export type Card = {
  readonly title: string;
  readonly category: string;
  readonly budgetCents: Cents;
  readonly status: JobStatus;
  readonly clientName: string;
};

export const CARD_SIZE = { width: 1200, height: 630 };

const EDGE = 80;
const WIDTH = CARD_SIZE.width - 2 * EDGE;
const TITLE = { top: 196, height: 252 };
/** The largest size at which the title fits is taken. */
const TITLE_SIZES = [76, 64, 54, 46, 38, 30];
const CLIENT_CHARACTERS = 60;

const INK = "#1b1a18";
const INK_2 = "#57534c";

/** The product's own letters as sharp can read them; others come from the machine, if it has any. */
const LETTERS = join(process.cwd(), "public/letters");
const DISPLAY = { family: "Newsreader", file: join(LETTERS, "newsreader.ttf") };
const TEXT = { family: "Hanken Grotesk", file: join(LETTERS, "hanken-grotesk.ttf") };

const PAPER = `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_SIZE.width}" height="${CARD_SIZE.height}">
  <rect width="100%" height="100%" fill="#fbfaf7"/>
  <g transform="translate(${EDGE} 66) scale(1.6)">
    <path d="M8 16h16" stroke="${INK}" stroke-width="3"/>
    <circle cx="6" cy="16" r="5.2" fill="${INK}"/>
    <circle cx="26" cy="16" r="5.2" fill="${INK}"/>
    <circle cx="16" cy="16" r="6.4" fill="#b07400"/>
  </g>
  <rect x="${EDGE}" y="486" width="${WIDTH}" height="2" fill="#dedad2"/>
</svg>`;

const KEPT = 100;
const WAITING_MOST = 20;

// One at a time: drawing takes a processor for a tenth of a second, and anyone may ask.
let before: Promise<unknown> = Promise.resolve();
let waiting = 0;
const kept = new Map<string, Uint8Array<ArrayBuffer>>();

/** The picture that goes with a shared link to a job, as PNG. The last hundred are kept. Throws overloaded. */
export async function drawCard(card: Card): Promise<Uint8Array<ArrayBuffer>> {
  const key = JSON.stringify([card, houseName(), categoryLabel(card.category)]);
  const known = kept.get(key);
  if (known) return known;
  if (waiting >= WAITING_MOST) throw new DomainError("overloaded");
  waiting += 1;
  const turn = before.then(() => kept.get(key) ?? draw(card));
  before = turn.catch(() => {}).finally(() => (waiting -= 1));
  const picture = await turn;
  kept.set(key, picture);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return picture;
}

async function draw(card: Card): Promise<Uint8Array<ArrayBuffer>> {
  const { title, clientName, budgetCents, status } = card;
  const category = categoryLabel(card.category);
  const drawable = await readable(title);
  const [name, kind, headline, budget, note, client] = await Promise.all([
    line(houseName(), TEXT, 34, INK),
    line(category, TEXT, 26, INK_2),
    // A title in letters that this machine does not have says less than its category.
    headlineOf(drawable ?? category),
    line(formatCents(budgetCents), DISPLAY, 58, INK),
    line(status === "open" ? "fixed price" : JOB_STATUS_WORDS[status], TEXT, 28, INK_2),
    readable(firstCharacters(clientName, CLIENT_CHARACTERS)).then((text) =>
      text ? line(text, TEXT, 30, INK, WIDTH / 2) : null,
    ),
  ]);
  const right = (block: Block) => CARD_SIZE.width - EDGE - block.width;
  const noteTop = 566 - note.height;
  const placed = [
    { ...name, left: EDGE + 66, top: Math.round(92 - name.height / 2) },
    ...(drawable ? [{ ...kind, left: right(kind), top: Math.round(92 - kind.height / 2) }] : []),
    {
      ...headline,
      left: isRightToLeft(title) && drawable ? right(headline) : EDGE,
      top: TITLE.top + Math.round((TITLE.height - headline.height) / 2),
    },
    { ...budget, left: EDGE, top: 566 - budget.height },
    { ...note, left: EDGE + budget.width + 18, top: noteTop },
    ...(client ? [{ ...client, left: right(client), top: 566 - client.height }] : []),
  ];
  const picture = sharp(Buffer.from(PAPER)).composite(
    placed.map(({ input, left, top }) => ({ input, left, top })),
  );
  return Uint8Array.from(await picture.png({ compressionLevel: 6 }).toBuffer());
}

type Block = { readonly input: Buffer; readonly width: number; readonly height: number };
type Typeface = typeof DISPLAY;

/** The title, as large as it fits. */
async function headlineOf(title: string): Promise<Block> {
  let block: Block | null = null;
  for (const size of TITLE_SIZES) {
    block = await line(title, DISPLAY, size, INK);
    if (block.height <= TITLE.height) break;
  }
  if (block === null) throw new Error("There is no size for a title");
  if (block.height <= TITLE.height) return block;
  const { width } = block;
  const input = await sharp(block.input)
    .extract({ left: 0, top: 0, width, height: TITLE.height })
    .toBuffer();
  return { input, width, height: TITLE.height };
}

async function line(
  text: string,
  { family, file }: Typeface,
  size: number,
  colour: string,
  width = WIDTH,
): Promise<Block> {
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${colour}">${escaped(text)}</span>`,
      font: `${family} ${size}`,
      fontfile: file,
      width: Math.round(width),
      dpi: 72,
      rgba: true,
      wrap: "word-char",
      align: isRightToLeft(text) ? "right" : "left",
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { input: data, width: info.width, height: info.height };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The text without signs that this machine has no letters for; null when that leaves less than half of it. */
async function readable(text: string): Promise<string | null> {
  const signs = [...text];
  const drawn = await Promise.all(signs.map((sign) => isDrawn(sign)));
  const left = signs.filter((_, at) => drawn[at]).join("");
  return left.trim().length > 0 && left.length * 2 >= text.length ? left.trim() : null;
}

const SIGNS_KEPT = 4000;
const PLAIN = /^[\u0020-\u024f\u2010-\u203a\u20ac]$/;

/**
 * Whether there is a letter for this sign. In place of a missing one stands a box with its number, which has the size of
 * the box of a sign that no typeface has.
 */
const isDrawn = boundedCache(SIGNS_KEPT, async (sign: string): Promise<boolean> => {
  if (PLAIN.test(sign)) return true;
  const [own, missing] = await Promise.all([
    sizeOf(sign),
    sizeOf(sign.length === 1 ? "\ue0ff" : "\u{10fffd}"),
  ]);
  return own !== missing;
});

/** "48x54"; empty for a sign that is drawn as nothing, as those that join others are. */
const sizeOf = boundedCache(SIGNS_KEPT, async (sign: string): Promise<string> => {
  try {
    const { width, height } = await line(sign, DISPLAY, 64, INK);
    return `${width}x${height}`;
  } catch {
    return "";
  }
});
