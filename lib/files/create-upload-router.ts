import { createUploadthing, type FileRouter, UTFiles } from "uploadthing/server";
import { findRequestActor } from "#lib/auth/request-actor";
import { getEnv } from "#lib/env";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { log } from "#lib/log";
import { beginUploads } from "./begin-uploads.ts";
import { finishUpload } from "./finish-upload.ts";
import { fileMbOf, filesMaxOf, isForPictures, UPLOAD_HOURS } from "./policy.ts";
import { type FilePurpose, type FileView, uploadExtrasInput } from "./schema.ts";

/** Hears of what is thrown in here, which uploadthing would keep to itself. */
export type UploadEvents = {
  /** What was asked for with this request was refused, or could not be answered. */
  refused(request: Request, error: unknown): void;
  /** What became of an upload that has arrived. */
  ended(fileId: Id<"fil">, outcome: FileView | Error): void;
};

/**
 * The file router of both modes: one endpoint for each purpose. It only passes on: who may upload what is decided by
 * `beginUploads`, and what has arrived by `finishUpload`. The session is read from the request itself, because
 * uploadthing runs this outside the request's context.
 */
export function createUploadRouter(events: UploadEvents) {
  return {
    message: endpoint("message", events),
    submission: endpoint("submission", events),
    job: endpoint("job", events),
    avatar: endpoint("avatar", events),
    portfolio: endpoint("portfolio", events),
  } satisfies FileRouter & Record<FilePurpose, unknown>;
}

function endpoint(purpose: FilePurpose, events: UploadEvents) {
  const limits = {
    maxFileSize: sizeOf(fileMbOf(purpose, getEnv().FILE_MB)),
    maxFileCount: filesMaxOf(purpose),
    contentDisposition: "attachment" as const,
    acl: "private" as const,
  };
  const upload = createUploadthing();
  return upload(isForPictures(purpose) ? { image: limits } : { blob: limits }, {
    presignedURLTTL: `${UPLOAD_HOURS}h`,
  })
    .input(uploadExtrasInput)
    .middleware(async ({ req, files, input }) => {
      const declared = files.map(({ name, size, type }, index) => {
        const sha256 = input?.sha256[index];
        return { name, type, sizeBytes: size, ...(sha256 ? { sha256 } : {}) };
      });
      try {
        const actor = await findRequestActor(req);
        if (!actor) throw new DomainError("not_signed_in");
        const begun = await beginUploads(actor, { purpose, files: declared });
        return {
          [UTFiles]: files.map((file, index) => ({ ...file, ...nameOf(begun[index]) })),
        };
      } catch (error) {
        events.refused(req, error);
        throw error;
      }
    })
    .onUploadComplete(async ({ file }): Promise<FileView | undefined> => {
      const fileId = file.customId;
      if (!isId("fil", fileId)) throw new Error("An upload came back without its id");
      try {
        const view = await finishUpload(fileId, file.key);
        events.ended(fileId, view);
        return view;
      } catch (error) {
        log.info({ err: error, fileId }, "An upload was not kept");
        events.ended(fileId, error instanceof Error ? error : new Error("An upload failed"));
        return undefined;
      }
    });
}

function nameOf(begun: { fileId: Id<"fil">; name: string } | undefined) {
  if (!begun) throw new Error("There are more files than uploads");
  return { name: begun.name, customId: begun.fileId };
}

/** Guarantee: uploadthing reads any whole number of megabytes; its type names powers of two only. */
function sizeOf(megabytes: number): "32MB" {
  return `${megabytes}MB` as "32MB";
}
