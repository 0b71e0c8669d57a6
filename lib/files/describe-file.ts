import { files } from "#db/schema";
import type { FileView } from "./schema.ts";

/** The columns that a view is made from. */
export const FILE_COLUMNS = {
  fileId: files.id,
  name: files.name,
  type: files.type,
  sizeBytes: files.sizeBytes,
  width: files.width,
  height: files.height,
  preview: files.preview,
} as const;

type FileRow = Pick<
  typeof files.$inferSelect,
  "name" | "type" | "sizeBytes" | "width" | "height" | "preview"
> & { readonly fileId: FileView["fileId"] };

/** What everybody who may read a file sees of it. */
export function describeFile(row: FileRow): FileView {
  const { fileId, name, type, sizeBytes, width, height, preview } = row;
  return { fileId, name, type, sizeBytes, width, height, preview };
}
