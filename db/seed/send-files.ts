import { writeFile } from "node:fs/promises";
import type { Actor } from "#lib/auth/actor";
import { beginUploads } from "#lib/files/begin-uploads";
import { currentStore } from "#lib/files/find-store";
import { finishUpload } from "#lib/files/finish-upload";
import { locateFile, makeRoom } from "#lib/files/locate-file";
import type { FilePurpose } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import type { DemoFile } from "./content/demo-content.ts";
import { drawPicture } from "./draw-picture.ts";
import type { Stage } from "./stage.ts";

/**
 * Uploads what somebody is about to attach, as the embedded store does once everything has arrived. Where files go to a
 * cloud, the demo has none: that space is not the demo's to fill.
 */
export async function sendFiles(
  { tx }: Pick<Stage, "tx">,
  actor: Actor,
  purpose: FilePurpose,
  files: readonly DemoFile[],
): Promise<Id<"fil">[]> {
  if (files.length === 0 || currentStore().name !== "embedded") return [];
  const contents = await Promise.all(files.map(contentOf));
  const declared = contents.map(({ name, type, bytes }) => ({
    name,
    type,
    sizeBytes: bytes.length,
  }));
  const begun = await beginUploads(actor, { purpose, files: declared }, tx);
  for (const [index, { fileId }] of begun.entries()) {
    const path = locateFile("incoming", fileId);
    await makeRoom(path);
    await writeFile(path, contents[index]?.bytes ?? "");
    await finishUpload(fileId, fileId, tx);
  }
  return begun.map(({ fileId }) => fileId);
}

async function contentOf(file: DemoFile) {
  const { name } = file;
  return "text" in file
    ? { name, type: "text/plain", bytes: Buffer.from(file.text) }
    : { name, type: "image/png", bytes: await drawPicture(name, file.picture) };
}
