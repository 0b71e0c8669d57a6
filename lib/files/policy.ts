import type { Role } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { FILES_MAX, type FilePurpose } from "./schema.ts";

export const MB = 1024 * 1024;

/** An avatar is made smaller anyway. */
export const AVATAR_MB = 8;

/** What sharp reads and every browser shows, and so what a picture can be uploaded as. */
export const PICTURE_TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif"] as const;

/** A picture with more pixels is kept as it is, but neither decoded nor shown. */
export const PIXELS_MAX = 40_000_000;

/** How long somebody may take over one upload, pauses included. */
export const UPLOAD_HOURS = 2;

/** How long a file waits for being attached to something. */
export const LOOSE_HOURS = 24;

/** What a file can be attached to. */
export type Place =
  | { readonly conversationId: Id<"cnv">; readonly messageSeq: number }
  | { readonly submissionId: Id<"sub"> }
  | { readonly jobId: Id<"job"> }
  | { readonly portfolioItemId: Id<"prt"> }
  | { readonly avatarOf: Id<"usr"> };

const UPLOADERS: Readonly<Record<FilePurpose, readonly Role[]>> = {
  message: ["client", "freelancer"],
  submission: ["freelancer"],
  job: ["client"],
  avatar: ["client", "freelancer"],
  portfolio: ["freelancer"],
};

/** Whether somebody in this role has anything to upload for this purpose. */
export function mayUpload(role: Role, purpose: FilePurpose): boolean {
  return UPLOADERS[purpose].includes(role);
}

/** How many files one thing has at most. */
export function filesMaxOf(purpose: FilePurpose): number {
  return purpose === "avatar" ? 1 : FILES_MAX;
}

/** How large one file may be, in megabytes; `fileMb` is the setting. */
export function fileMbOf(purpose: FilePurpose, fileMb: number): number {
  return purpose === "avatar" ? Math.min(AVATAR_MB, fileMb) : fileMb;
}

/** What everybody sees is a picture and nothing else. */
export function isForPictures(purpose: FilePurpose): boolean {
  return purpose === "avatar" || purpose === "portfolio";
}

export function isPicture(type: string): boolean {
  return PICTURE_TYPES.some((picture) => picture === type);
}

/** What a browser may open on our address; everything else is only ever saved. */
export function isShownInline(type: string): boolean {
  return isPicture(type) || type === "application/pdf";
}
