import { fileURLToPath } from "node:url";
import sharp from "sharp";

/*
 * `node scripts/draw-icons.ts`: draws the icons of the installed app. What it draws is kept in public/app, because the
 * icons change only with the mark.
 */

const PAPER = "#fbfaf7";
const INK = "#1b1a18";
const HELD = "#b07400";
const FOLDER = fileURLToPath(new URL("../public/app/", import.meta.url));

/** The mark in a square of 32, this much of it wide; the rest is paper. A system may cut everything but the middle. */
function drawing(share: number, corner: number): string {
  const shift = 16 - 16 * share;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none">
  <rect width="32" height="32" rx="${corner}" fill="${PAPER}"/>
  <g transform="translate(${shift} ${shift}) scale(${share})">
    <path d="M8 16h16" stroke="${INK}" stroke-width="3"/>
    <circle cx="6" cy="16" r="5.2" fill="${INK}"/>
    <circle cx="26" cy="16" r="5.2" fill="${INK}"/>
    <circle cx="16" cy="16" r="6.4" fill="${HELD}"/>
  </g>
</svg>`;
}

/** Maskable icons keep what matters within the middle 80 %; the mark is a line, so it takes less. */
const ICONS = [
  { file: "icon-192.png", size: 192, share: 0.8, corner: 7 },
  { file: "icon-512.png", size: 512, share: 0.8, corner: 7 },
  { file: "maskable-192.png", size: 192, share: 0.62, corner: 0 },
  { file: "maskable-512.png", size: 512, share: 0.62, corner: 0 },
  { file: "apple-180.png", size: 180, share: 0.7, corner: 0 },
];

for (const { file, size, share, corner } of ICONS) {
  const svg = Buffer.from(drawing(share, corner));
  await sharp(svg, { density: 72 * (size / 32) })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toFile(FOLDER + file);
}
