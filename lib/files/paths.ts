import type { Id } from "#lib/ids";

/** A stored file's address, for everyone who may read it. */
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
