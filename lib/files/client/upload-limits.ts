import { sizeText } from "../file-kind.ts";
import { type FilePurpose, fileMbOf, filesMaxOf, MB, PICTURE_TYPES } from "../policy.ts";

/** What may be uploaded: stated beforehand and checked again by the server. */
export type UploadLimits = {
  /** Types that the picker offers; null for every type. */
  readonly accept: readonly string[] | null;
  /** Infinite when only the server knows. */
  readonly fileBytes: number;
  readonly max: number;
};

const ACCEPT: Readonly<Record<FilePurpose, readonly string[] | null>> = {
  message: null,
  submission: null,
  dispute: null,
  job: null,
  proposal: null,
  avatar: PICTURE_TYPES,
  portfolio: PICTURE_TYPES,
};

/** `limitBytes` is what the settings allow; infinite when only the server knows. */
export function uploadLimits(
  purpose: FilePurpose,
  limitBytes: number,
  max = filesMaxOf(purpose),
): UploadLimits {
  return { accept: ACCEPT[purpose], fileBytes: fileMbOf(purpose, limitBytes / MB) * MB, max };
}

/** "Up to 10 files of any type, 25 MB each." */
export function limitsText({ accept, fileBytes, max }: UploadLimits): string {
  const isKnown = Number.isFinite(fileBytes);
  const size = sizeText(fileBytes);
  if (max === 1) {
    const what = accept ? "PNG, JPEG, WebP or GIF" : "One file of any type";
    return isKnown ? `${what}, up to ${size}.` : `${what}.`;
  }
  const what = accept ? `${max} pictures (PNG, JPEG, WebP, GIF)` : `${max} files of any type`;
  return isKnown ? `Up to ${what}, ${size} each.` : `Up to ${what}.`;
}

/** Why this file cannot be uploaded at all, in one sentence; null when it can. */
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
  if (file.size === 0) return "This file is empty, so it was not added.";
  if (file.size > fileBytes) {
    return `This file has ${sizeText(file.size)}; the maximum is ${sizeText(fileBytes)}.`;
  }
  if (accept && !accept.includes(file.type)) return "Choose a PNG, JPEG, WebP or GIF picture.";
  return null;
}
