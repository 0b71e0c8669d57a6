import sharp, { type Sharp } from "sharp";
import { makeRoom } from "./locate-file.ts";
import { PIXELS_MAX } from "./policy.ts";

export const PREVIEW_PIXELS = 640;
const AVATAR_PIXELS = 512;
const SECONDS_MAX = 20;
const WEBP_QUALITY = 82;

// One picture at a time, on one thread, with nothing kept: what memory it takes is bounded by one picture's pixels.
sharp.cache(false);
sharp.concurrency(1);
let before: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = before.then(work);
  before = turn.catch(() => {});
  return turn;
}

/** Four bytes a pixel: red, green, blue, opacity. */
export type RawPicture = PictureSize & { readonly pixels: Uint8Array };

export type PictureSize = { readonly width: number; readonly height: number };

/** Upright size in pixels, from the header alone; null when it is no picture, or has too many pixels to be decoded. */
export async function measurePicture(path: string): Promise<PictureSize | null> {
  try {
    const { autoOrient, width, height } = await sharp(path, { limitInputPixels: false }).metadata();
    return width * height > PIXELS_MAX ? null : autoOrient;
  } catch {
    return null;
  }
}

/**
 * Writes a WebP of the picture at `from` to `to`, upright and with nothing of what a camera adds: "preview" at most 640
 * pixels wide and high, "avatar" a square of at most 512. Only for what was found to be a picture: sharp would read
 * SVG too.
 *
 * @param from where it lies, or its pixels
 * @returns whether it could be read
 */
export function makePicture(
  from: string | RawPicture,
  to: string,
  kind: "preview" | "avatar",
): Promise<boolean> {
  return inTurn(async () => {
    await makeRoom(to);
    try {
      await resize(open(from).timeout({ seconds: SECONDS_MAX }).autoOrient(), kind)
        .webp({ quality: WEBP_QUALITY })
        .toFile(to);
      return true;
    } catch {
      return false;
    }
  });
}

function open(from: string | RawPicture): Sharp {
  if (typeof from === "string") {
    return sharp(from, { limitInputPixels: PIXELS_MAX, sequentialRead: true });
  }
  const { pixels, width, height } = from;
  return sharp(pixels, { raw: { width, height, channels: 4 } });
}

function resize(picture: Sharp, kind: "preview" | "avatar"): Sharp {
  switch (kind) {
    case "preview":
      return picture.resize(PREVIEW_PIXELS, PREVIEW_PIXELS, {
        fit: "inside",
        withoutEnlargement: true,
      });
    case "avatar":
      return picture.resize(AVATAR_PIXELS, AVATAR_PIXELS, {
        fit: "cover",
        withoutEnlargement: true,
      });
  }
}
