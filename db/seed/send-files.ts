import type { Actor } from "#lib/auth/actor";
import type { FilePurpose } from "#lib/files/policy";
import { currentStore } from "#lib/files/provider";
import { type FileContent, uploadBytes } from "#lib/files/upload-bytes";
import type { Id } from "#lib/ids";
import type { DemoFile } from "./content/demo-content.ts";
import { drawPicture } from "./draw-picture.ts";
import type { Stage } from "./stage.ts";

/**
 * Uploads what a person is about to attach. When files go to a cloud, the demo has none: that space is not for the demo
 * to fill.
 */
export async function sendFiles(
  { tx }: Pick<Stage, "tx">,
  actor: Actor,
  purpose: FilePurpose,
  files: readonly DemoFile[],
): Promise<Id<"fil">[]> {
  if (currentStore().name !== "embedded") return [];
  const fileIds: Id<"fil">[] = [];
  for (const file of files) {
    const { fileId } = await uploadBytes(actor, purpose, await contentOf(file), tx);
    fileIds.push(fileId);
  }
  return fileIds;
}

async function contentOf(file: DemoFile): Promise<FileContent> {
  const { name } = file;
  return "text" in file
    ? { name, type: "text/plain", bytes: Buffer.from(file.text) }
    : { name, type: "image/png", bytes: await drawPicture(name, file.picture) };
}
