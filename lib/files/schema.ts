import { z } from "zod";
import type { TaskDefinition } from "#lib/edge/task";
import type { Id } from "#lib/ids";
import { idInput } from "#lib/input";
import { FILE_PURPOSES, FILES_MAX, type FilePurpose } from "./policy.ts";

/** Ids of uploaded files, in display order; a form sends one field per file. */
export const fileIdsInput = z
  .union([z.array(idInput("fil")), idInput("fil").transform((id) => [id])])
  .default([])
  .transform((ids) => [...new Set(ids)])
  .pipe(z.array(idInput("fil")).max(FILES_MAX, `Attach at most ${FILES_MAX} files.`));

/** A stored file as everyone who may read it sees it. Its address is `filePath(fileId)` (paths.ts). */
export type FileView = {
  readonly fileId: Id<"fil">;
  readonly name: string;
  /** The type found in its bytes. */
  readonly type: string;
  readonly sizeBytes: number;
  /** For an image: upright, in pixels. */
  readonly width: number | null;
  readonly height: number | null;
  /** "pending": a small picture of it is being made; "ready": it is at `previewPath(fileId)`. */
  readonly preview: "none" | "pending" | "ready";
};

/** How much of their space a person has used, and how large one upload may be. */
export type QuotaView = {
  readonly usedBytes: number;
  readonly limitBytes: number;
  readonly fileBytes: number;
  readonly filesMax: number;
};

/** A file that uses its owner's space, as the settings show it. */
export type OwnFileView = FileView & {
  readonly purpose: FilePurpose;
  /** Its upload has begun and not ended. */
  readonly isUnfinished: boolean;
  /** Another person relies on it, so it cannot be removed now. */
  readonly isReliedOn: boolean;
  /** What it is attached to; null for nothing. */
  readonly place:
    | { readonly kind: "message"; readonly conversationId: Id<"cnv"> }
    | { readonly kind: "job"; readonly jobId: Id<"job">; readonly isOpen: boolean }
    | { readonly kind: "proposal"; readonly proposalId: Id<"prp"> }
    | { readonly kind: "profile" }
    | null;
};

export const fileInput = z.object({ fileId: idInput("fil") });
export type FileInput = z.input<typeof fileInput>;

const declaredFile = z.object({
  name: z.string(),
  sizeBytes: z.int().min(0),
  /** As the browser says; checked against the bytes afterwards. */
  type: z.string(),
  /** In hexadecimal, if the browser computed it: compared with what arrives. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});

/** What a person is about to upload. */
export const beginUploadsInput = z.object({
  purpose: z.enum(FILE_PURPOSES),
  files: z.array(declaredFile).min(1),
});
export type BeginUploadsInput = z.input<typeof beginUploadsInput>;

/** What an upload may declare besides its files: their SHA-256 in hexadecimal, in the same order, to be compared. */
export const uploadExtrasInput = z
  .object({ sha256: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(FILES_MAX) })
  .nullish();

/** Makes the small picture of a file that takes longer than a request should. */
export const makePreviewTask = {
  name: "files.make-preview",
  lane: "previews",
  input: fileInput,
} as const satisfies TaskDefinition;

/** Removes what deleted files have left in their stores. */
export const removeBytesTask = {
  name: "files.remove-bytes",
  lane: "files",
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

/** Every hour: encodes again pictures that were stored before this was done at each upload. */
export const cleanPicturesTask = {
  name: "files.clean-pictures",
  lane: "clock",
  input: z.object({}),
} as const satisfies TaskDefinition;

/** Every hour: removes files that nobody attached, uploads that nobody finished, and bytes that no row knows. */
export const removeOrphansTask = {
  name: "files.remove-orphans",
  lane: "clock",
  input: z.object({}),
} as const satisfies TaskDefinition;
