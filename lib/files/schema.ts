import { z } from "zod";
import type { Id } from "#lib/ids";
import { idInput } from "#lib/input";

export const FILE_PURPOSES = ["message", "submission", "job", "avatar", "portfolio"] as const;
/** What a file is uploaded for. It decides types and limits, and what the file can be attached to. */
export type FilePurpose = (typeof FILE_PURPOSES)[number];

export const FILES_MAX = 10;

/** Ids of uploaded files, in the order in which they are to be shown; a form sends one field per file. */
export const fileIdsInput = z
  .union([z.array(idInput("fil")), idInput("fil").transform((id) => [id])])
  .default([])
  .transform((ids) => [...new Set(ids)])
  .pipe(z.array(idInput("fil")).max(FILES_MAX, `Attach at most ${FILES_MAX} files.`));

/** A stored file as everybody who may read it sees it. Its address is `filePath(fileId)`. */
export type FileView = {
  readonly fileId: Id<"fil">;
  readonly name: string;
  /** The type found in its bytes. */
  readonly type: string;
  readonly sizeBytes: number;
  /** Of an image, upright, in pixels. */
  readonly width: number | null;
  readonly height: number | null;
  /** "pending": a small picture of it is being made; "ready": it is at `previewPath(fileId)`. */
  readonly preview: "none" | "pending" | "ready";
};

export function filePath(fileId: Id<"fil">) {
  return `/files/${fileId}` as const;
}

/** A picture of it, at most 640 pixels wide and high, as WebP. */
export function previewPath(fileId: Id<"fil">) {
  return `/files/${fileId}/preview` as const;
}

/** All files of one submission in one archive. */
export function submissionArchivePath(submissionId: Id<"sub">) {
  return `/files/submissions/${submissionId}` as const;
}
