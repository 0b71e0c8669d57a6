import sharp, { type Sharp } from "sharp";
import { PIXELS_MAX, type PictureType } from "../policy.ts";
import { makeRoom } from "../providers/disk.ts";

export const PREVIEW_PIXELS = 640;
const AVATAR_PIXELS = 512;
const SECONDS_MAX = 20;
const WEBP_QUALITY = 82;

// One picture at a time, on one thread, with no cache: the memory used is bounded by one picture's pixels.
sharp.cache(false);
sharp.concurrency(1);
let before: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = before.then(work);
  before = turn.catch(() => {});
  return turn;
}

/** Four bytes per pixel: red, green, blue, opacity. */
export type RawPicture = PictureSize & { readonly pixels: Uint8Array };

export type PictureSize = { readonly width: number; readonly height: number };

/**
 * Upright size in pixels, from the header alone; null when it is not a picture, or has too many pixels to be decoded.
 */
export async function measurePicture(path: string): Promise<PictureSize | null> {
  try {
    const { autoOrient, width, height } = await sharp(path, { limitInputPixels: false }).metadata();
    return width * height > PIXELS_MAX ? null : autoOrient;
  } catch {
    return null;
  }
}

/**
 * Writes a WebP of the picture at `from` to `to`, upright and without what a camera adds: "preview" at most 640 pixels
 * wide and high, "avatar" a square of at most 512. Only for files found to be pictures, because sharp would read SVG
 * too.
 *
 * @param from its path, or its pixels
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

/**
 * Writes the same picture to `to`, in the same format and size, upright, in the colours that every screen shows (sRGB),
 * and with nothing in it but its pixels: no place, no camera, no comment. Animations stay animated.
 *
 * @returns whether it could be read
 */
export function cleanPicture(from: string, to: string, type: PictureType): Promise<boolean> {
  return inTurn(async () => {
    await makeRoom(to);
    const isAnimated = type === "image/gif" || type === "image/webp";
    const options = { limitInputPixels: PIXELS_MAX, animated: isAnimated };
    try {
      const picture = sharp(from, options).timeout({ seconds: SECONDS_MAX }).autoOrient();
      await encode(picture, type).toFile(to);
      return true;
    } catch {
      return false;
    }
  });
}

/** Good enough that nobody sees a difference. */
function encode(picture: Sharp, type: PictureType): Sharp {
  switch (type) {
    case "image/jpeg":
      return picture.jpeg({ quality: 92, chromaSubsampling: "4:4:4" });
    case "image/png":
      return picture.png();
    case "image/webp":
      return picture.webp({ quality: 92, alphaQuality: 100, smartSubsample: true });
    case "image/gif":
      return picture.gif();
  }
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
