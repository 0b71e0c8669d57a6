import { createHash } from "node:crypto";
import sharp from "sharp";
import { DomainError } from "#lib/errors";
import { WORDMARK_HEIGHT, WORDMARK_WIDTH_MAX } from "../policy.ts";
import type { SettingValues } from "../schema.ts";

const FORMATS = ["png", "webp", "jpeg"];
const PIXELS_MAX = 16_000_000;
const SECONDS_MAX = 10;

/** A picture as it is kept: no higher and wider than it is shown, and without its empty border. Throws unreadable_picture. */
export async function drawWordmark(
  bytes: Uint8Array,
): Promise<NonNullable<SettingValues["wordmark"]["picture"]>> {
  try {
    const picture = sharp(bytes, { limitInputPixels: PIXELS_MAX });
    const { format } = await picture.metadata();
    if (!FORMATS.includes(format)) throw new Error(`${format} is no picture for a wordmark`);
    const { data, info } = await picture
      .timeout({ seconds: SECONDS_MAX })
      .autoOrient()
      .trim()
      .resize({
        height: WORDMARK_HEIGHT,
        width: WORDMARK_WIDTH_MAX,
        fit: "inside",
        withoutEnlargement: true,
      })
      .webp({ lossless: true })
      .toBuffer({ resolveWithObject: true });
    return {
      hash: createHash("sha256").update(data).digest("hex"),
      width: info.width,
      height: info.height,
      webp: data.toString("base64"),
    };
  } catch {
    throw new DomainError("unreadable_picture", { field: "picture" });
  }
}
