import sharp from "sharp";
import type { DemoPicture } from "./content/demo-content.ts";
import { type Dice, diceFor } from "./random.ts";

const WIDTH = 1280;
const HEIGHT = 800;

/**
 * Draws pictures that people in a demo could send each other, as PNG: no downloads, no text (a machine may have no
 * typeface), and always the same picture for the same name.
 */
export function drawPicture(name: string, { shows, hue }: DemoPicture): Promise<Buffer> {
  const ink = inkOf(hue);
  const shapes = DRAWINGS[shows](ink, diceFor(`picture ${name}`));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    ${box(0, 0, WIDTH, HEIGHT, ink.paper, 0)}${shapes.join("")}</svg>`;
  return sharp(Buffer.from(svg)).png({ palette: true }).toBuffer();
}

type Ink = Readonly<Record<"paper" | "pale" | "soft" | "full" | "deep", string>>;

function inkOf(hue: number): Ink {
  const shade = (saturation: number, lightness: number) =>
    `hsl(${hue}, ${saturation}%, ${lightness}%)`;
  return {
    paper: shade(30, 98),
    pale: shade(30, 91),
    soft: shade(35, 78),
    full: shade(58, 45),
    deep: shade(40, 22),
  };
}

const DRAWINGS: Readonly<
  Record<DemoPicture["shows"], (ink: Ink, dice: Dice) => readonly string[]>
> = {
  page: drawPage,
  chart: drawChart,
  map: drawMap,
  components: drawComponents,
  phone: drawPhones,
};

function drawPage(ink: Ink, dice: Dice): string[] {
  const cards = range(3).flatMap((index) => {
    const x = 80 + index * 387;
    return [
      box(x, 500, 346, 140, ink.pale),
      ...lines(x, 664, 346, 3, ink.soft, dice),
      dot(x + 173, 570, 34, index === 0 ? ink.full : ink.soft),
    ];
  });
  return [
    dot(104, 52, 20, ink.full),
    ...range(4).map((index) => box(720 + index * 130, 42, 90, 20, ink.soft, 10)),
    box(80, 130, 440, 46, ink.deep),
    box(80, 192, 330, 46, ink.deep),
    ...lines(80, 272, 470, 4, ink.soft, dice),
    box(80, 392, 190, 56, ink.full, 28),
    box(640, 120, 560, 330, ink.pale, 20),
    dot(1060, 220, 46, ink.full),
    path("M640 450 L820 260 L930 370 L1010 300 L1200 450 Z", ink.soft),
    ...cards,
  ];
}

function drawChart(ink: Ink, dice: Dice): string[] {
  const days = range(14).map((index) => ({
    x: 130 + index * 78,
    before: dice.between(280, 480) - index * 14,
    after: dice.between(20, 60),
  }));
  const level = days.map(({ x, after }) => `${x + 25} ${660 - after * 2}`).join(" L");
  return [
    ...range(6).map((index) => box(110, 160 + index * 100, 1100, 2, ink.pale, 0)),
    box(110, 64, 300, 30, ink.deep),
    ...days.map(({ x, before }) => box(x, 660 - before, 50, before, ink.soft, 6)),
    stroke(`M${level}`, ink.full, 8),
    ...days.map(({ x, after }) => dot(x + 25, 660 - after * 2, 11, ink.full)),
    ...days.map(({ x }) => box(x + 5, 690, 40, 12, ink.soft, 6)),
    box(960, 66, 24, 24, ink.soft, 6),
    box(994, 70, 70, 16, ink.pale),
    box(1090, 66, 24, 24, ink.full, 6),
    box(1124, 70, 70, 16, ink.pale),
  ];
}

function drawMap(ink: Ink, dice: Dice): string[] {
  const peaks = range(3).map((index) => ({
    x: 260 + index * 380 + dice.between(-60, 60),
    y: dice.between(240, 560),
  }));
  const heights = peaks.flatMap(({ x, y }) =>
    range(6).map((ring) => {
      const wide = 250 - ring * 40;
      const shape = `<ellipse cx="${x}" cy="${y}" rx="${wide}" ry="${wide * 0.72}"`;
      return `${shape} fill="${ink.soft}" fill-opacity="0.18" stroke="${ink.soft}" stroke-width="3"/>`;
    }),
  );
  const way = peaks.map(({ x, y }) => `${x - 90} ${y + 70}`);
  return [
    box(0, 0, WIDTH, HEIGHT, ink.pale, 0),
    ...heights,
    stroke("M0 690 C300 600 420 790 700 690 S1100 640 1280 720", "hsl(205, 60%, 70%)", 22),
    stroke(`M40 120 L${way.join(" L")} L1240 150`, ink.full, 9, "26 16"),
    ...peaks.map(({ x, y }) => path(houseAt(x - 90, y + 70), ink.deep)),
    box(980, 40, 250, 150, ink.paper, 16),
    ...range(3).flatMap((index) => [
      box(1006, 66 + index * 40, 36, 16, [ink.full, ink.deep, ink.soft][index] ?? ink.soft, 8),
      box(1062, 66 + index * 40, 140, 16, ink.pale, 8),
    ]),
  ];
}

function houseAt(x: number, y: number): string {
  return `M${x - 22} ${y + 20} V${y - 4} L${x} ${y - 24} L${x + 22} ${y - 4} V${y + 20} Z`;
}

function drawComponents(ink: Ink, dice: Dice): string[] {
  const parts = [
    (x: number, y: number) => [box(x + 60, y + 80, 180, 56, ink.full, 28)],
    (x: number, y: number) => [
      box(x + 40, y + 66, 90, 14, ink.soft),
      box(x + 40, y + 92, 220, 52, ink.pale, 10),
    ],
    (x: number, y: number) => [
      box(x + 90, y + 80, 120, 60, ink.full, 30),
      dot(x + 180, y + 110, 23, ink.paper),
    ],
    (x: number, y: number) => [
      ...lines(x + 40, y + 62, 220, 3, ink.soft, dice),
      box(x + 130, y + 150, 130, 40, ink.full, 10),
    ],
    (x: number, y: number) => [
      box(x + 40, y + 106, 220, 10, ink.pale, 5),
      box(x + 40, y + 106, 130, 10, ink.full, 5),
      dot(x + 170, y + 111, 18, ink.deep),
    ],
    (x: number, y: number) => [
      box(x + 50, y + 80, 56, 56, ink.pale, 10),
      box(x + 122, y + 80, 56, 56, ink.soft, 10),
      box(x + 194, y + 80, 56, 56, ink.pale, 10),
    ],
  ];
  return range(12).flatMap((index) => {
    const [x, y] = [34 + (index % 4) * 308, 34 + Math.floor(index / 4) * 250];
    const frame = `<rect x="${x}" y="${y}" width="288" height="230" rx="18" fill="#fff" stroke="${ink.pale}" stroke-width="3"/>`;
    return [frame, ...(parts[(index * 5 + Math.floor(index / 4)) % parts.length]?.(x, y) ?? [])];
  });
}

function drawPhones(ink: Ink, dice: Dice): string[] {
  return range(3).flatMap((index) => {
    const x = 130 + index * 360;
    const rows = range(5).flatMap((row) => {
      const y = 250 + row * 92;
      const isChosen = row === index + 1;
      return [
        box(x + 24, y, 252, 76, isChosen ? ink.soft : ink.pale, 14),
        dot(x + 62, y + 38, 20, isChosen ? ink.full : ink.soft),
        ...lines(x + 98, y + 20, 160, 2, isChosen ? ink.deep : ink.soft, dice),
      ];
    });
    return [
      box(x, 40, 300, 720, ink.deep, 44),
      box(x + 12, 52, 276, 696, ink.paper, 34),
      box(x + 24, 110, 180, 30, ink.deep),
      box(x + 24, 160, 252, 60, ink.pale, 30),
      ...rows,
    ];
  });
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function box(x: number, y: number, width: number, height: number, fill: string, round = 8): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${fill}"/>`;
}

function dot(x: number, y: number, radius: number, fill: string): string {
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;
}

function path(points: string, fill: string): string {
  return `<path d="${points}" fill="${fill}"/>`;
}

function stroke(points: string, colour: string, width: number, dashes = "none"): string {
  return `<path d="${points}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-dasharray="${dashes}" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** Lines of writing as they look from afar. */
function lines(
  x: number,
  y: number,
  width: number,
  count: number,
  fill: string,
  dice: Dice,
): string[] {
  return range(count).map((index) =>
    box(x, y + index * 28, Math.round(width * dice.between(0.55, 1)), 14, fill, 7),
  );
}
