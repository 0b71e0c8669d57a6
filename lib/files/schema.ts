import { z } from "zod";
import type { Id } from "#lib/ids";
import { idInput } from "#lib/input";
import type { TaskDefinition } from "#lib/task";

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

/** How much of their space somebody has used, and what one upload may be. */
export type QuotaView = {
  readonly usedBytes: number;
  readonly limitBytes: number;
  readonly fileBytes: number;
  readonly filesMax: number;
};

export const fileInput = z.object({ fileId: idInput("fil") });
export type FileInput = z.input<typeof fileInput>;

const declaredFile = z.object({
  name: z.string(),
  sizeBytes: z.int().min(0),
  /** As the browser says; checked against the bytes afterwards. */
  type: z.string(),
  /** In hexadecimal, where the browser computed it: compared with what arrives. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

/** What somebody is about to upload. */
export const beginUploadsInput = z.object({
  purpose: z.enum(FILE_PURPOSES),
  files: z.array(declaredFile).min(1),
});
export type BeginUploadsInput = z.input<typeof beginUploadsInput>;

/** What an upload may say beside its files: their SHA-256 in hexadecimal, in the same order, to be compared. */
export const uploadExtrasInput = z
  .object({ sha256: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(FILES_MAX) })
  .nullish();

/** Makes the small picture of a file that takes longer than a request should. */
export const makePreviewTask = {
  name: "files.make-preview",
  input: fileInput,
} as const satisfies TaskDefinition;

/** Removes what files whose rows are gone have left in their stores. */
export const removeBytesTask = {
  name: "files.remove-bytes",
  input: z.object({
    files: z.array(
      z.object({
        fileId: idInput("fil"),
        store: z.enum(["embedded", "uploadthing"]),
        storeKey: z.string(),
      }),
    ),
  }),
} as const satisfies TaskDefinition;
export type RemovedFile = z.output<typeof removeBytesTask.input>["files"][number];

/** Every hour: removes what nobody attached, what nobody finished, and bytes that no row knows. */
export const removeOrphansTask = {
  name: "files.remove-orphans",
  input: z.object({}),
} as const satisfies TaskDefinition;
