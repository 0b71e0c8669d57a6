import type { Role } from "#lib/auth/actor";
import type { Id } from "#lib/ids";

export const FILE_PURPOSES = [
  "message",
  "submission",
  "dispute",
  "job",
  "proposal",
  "avatar",
  "portfolio",
] as const;
/** What a file is uploaded for. It decides types and limits, and what the file can be attached to. */
export type FilePurpose = (typeof FILE_PURPOSES)[number];

/** How many files one thing has at most. */
export const FILES_MAX = 10;

export const MB = 1024 * 1024;

/** An avatar is made smaller anyway. */
export const AVATAR_MB = 8;

/** What sharp reads and every browser shows, and so the types in which a picture can be uploaded. */
export const PICTURE_TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif"] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

/** A picture with more pixels is kept as it is, but neither decoded nor shown. */
export const PIXELS_MAX = 40_000_000;

/** How long one upload may take, pauses included. */
export const UPLOAD_HOURS = 2;

/** How long a file waits to be attached to something. */
export const LOOSE_HOURS = 24;

/** What a file can be attached to. */
export type Place =
  | { readonly conversationId: Id<"cnv">; readonly messageSeq: number }
  | { readonly submissionId: Id<"sub"> }
  | { readonly statementId: Id<"dst"> }
  | { readonly jobId: Id<"job"> }
  | { readonly proposalId: Id<"prp"> }
  | { readonly portfolioItemId: Id<"prt"> }
  | { readonly avatarOf: Id<"usr"> };

const UPLOADERS: Readonly<Record<FilePurpose, readonly Role[]>> = {
  message: ["client", "freelancer"],
  submission: ["freelancer"],
  dispute: ["client", "freelancer"],
  job: ["client"],
  proposal: ["freelancer"],
  avatar: ["client", "freelancer"],
  portfolio: ["freelancer"],
};

/** Whether a person in this role has anything to upload for this purpose. */
export function mayUpload(role: Role, purpose: FilePurpose): boolean {
  return UPLOADERS[purpose].includes(role);
}

/** The allowance that a file uses until it counts for a contract (queries/room.ts). */
export type Room = "person" | "deliveries";

export function roomOf(purpose: FilePurpose): Room {
  return purpose === "submission" ? "deliveries" : "person";
}

/** The same for one purpose. */
export function filesMaxOf(purpose: FilePurpose): number {
  return purpose === "avatar" ? 1 : FILES_MAX;
}

/** How large one file may be, in megabytes; `fileMb` is the setting. */
export function fileMbOf(purpose: FilePurpose, fileMb: number): number {
  return purpose === "avatar" ? Math.min(AVATAR_MB, fileMb) : fileMb;
}

/**
 * Files that people may see who have nothing to do with their owner: everyone, or every freelancer while a job is open.
 * Pictures among them are encoded again, so they reveal nothing hidden. A file meant for one person stays as it is.
 */
export function isForStrangers(purpose: FilePurpose): boolean {
  return isForPictures(purpose) || purpose === "job";
}

/** What everyone sees must be a picture. */
export function isForPictures(purpose: FilePurpose): boolean {
  return purpose === "avatar" || purpose === "portfolio";
}

export function isPicture(type: string): type is PictureType {
  return PICTURE_TYPES.some((picture) => picture === type);
}

/** What a browser may open at our address; everything else can only be downloaded. */
export function isShownInline(type: string): boolean {
  return isPicture(type) || type === "application/pdf";
}

/** "1 file", "4 files" */
export function filesText(count: number): string {
  return count === 1 ? "1 file" : `${count} files`;
}
