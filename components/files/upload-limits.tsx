import { fileMbOf, filesMaxOf, MB, PICTURE_TYPES } from "#lib/files/policy";
import type { FilePurpose } from "#lib/files/schema";
import { sizeText } from "./file-kind.tsx";

/** What may be sent, told before and checked again by the server. */
export type UploadLimits = {
  /** Types that the picker offers; null for every type. */
  readonly accept: readonly string[] | null;
  readonly fileBytes: number;
  readonly max: number;
};

const ACCEPT: Readonly<Record<FilePurpose, readonly string[] | null>> = {
  message: null,
  submission: null,
  job: null,
  avatar: PICTURE_TYPES,
  portfolio: PICTURE_TYPES,
};

/** Where no page says otherwise. */
const USUAL_MB = 25;

export function uploadLimits(
  purpose: FilePurpose,
  { max = filesMaxOf(purpose), fileBytes }: { max?: number; fileBytes?: number } = {},
): UploadLimits {
  const fileMb = fileMbOf(purpose, fileBytes === undefined ? USUAL_MB : fileBytes / MB);
  return { accept: ACCEPT[purpose], fileBytes: fileMb * MB, max };
}

/** "Up to 10 files of any type, 25 MB each." */
export function limitsText({ accept, fileBytes, max }: UploadLimits): string {
  const size = sizeText(fileBytes);
  if (max === 1) return accept ? `PNG, JPEG, WebP or GIF, up to ${size}.` : `Up to ${size}.`;
  return accept
    ? `Up to ${max} pictures (PNG, JPEG, WebP, GIF), ${size} each.`
    : `Up to ${max} files of any type, ${size} each.`;
}

/** Why this file cannot be sent at all, in one sentence; null when it can. */
export function refusal(
  file: Pick<File, "size" | "type">,
  limits: UploadLimits,
  alreadyThere: number,
): string | null {
  const { accept, fileBytes, max } = limits;
  if (alreadyThere >= max) {
    return max === 1
      ? "There is room for one file. Remove the other one first."
      : `There is room for ${max} files. This one was left out.`;
  }
  if (file.size === 0) return "This file is empty, so there is nothing to send.";
  if (file.size > fileBytes) {
    return `This file has ${sizeText(file.size)}; the most possible is ${sizeText(fileBytes)}.`;
  }
  if (accept && !accept.includes(file.type)) return "Choose a PNG, JPEG, WebP or GIF picture.";
  return null;
}
