import { createWriteStream, openAsBlob } from "node:fs";
import { rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UTApi, UTFile } from "uploadthing/server";
import { getEnv } from "#lib/env";
import type { Id } from "#lib/ids";
import type { ByteRange, FileStore } from "../provider.ts";
import { locateFile, makeRoom, removeFromDisk } from "./disk.ts";

const LINK_SECONDS = 300;

/**
 * The cloud that UPLOADTHING_TOKEN names. Readers never reach it: what they read passes through here, so every answer
 * has the same headers. Small pictures are kept in the data folder in this mode too.
 */
export const uploadthingStore: FileStore = {
  name: "uploadthing",
  withUpload: withDownload,
  withLocalCopy: withDownload,
  async keep({ fileId, storeKey }, changed) {
    if (changed === null) return storeKey;
    const replacement = new UTFile([await openAsBlob(changed)], fileId);
    const { data, error } = await api().uploadFiles(replacement, {
      contentDisposition: "attachment",
      acl: "private",
    });
    if (!data) throw new Error(`The cloud did not take a file: ${error.message}`);
    await rm(changed, { force: true });
    return data.key;
  },
  async forget(storeKey) {
    await api().deleteFiles(storeKey);
  },
  open: ({ storeKey }, range) => download(storeKey, range),
  async remove({ fileId, storeKey }) {
    if (storeKey !== fileId) await api().deleteFiles(storeKey);
    await removeFromDisk(fileId);
  },
};

function api(): UTApi {
  const { UPLOADTHING_TOKEN } = getEnv();
  if (!UPLOADTHING_TOKEN) throw new Error("A file is at uploadthing: set UPLOADTHING_TOKEN");
  return new UTApi({ token: UPLOADTHING_TOKEN, logLevel: "Error" });
}

async function download(
  storeKey: string,
  range: ByteRange | null,
): Promise<ReadableStream<Uint8Array>> {
  const { ufsUrl } = await api().generateSignedURL(storeKey, { expiresIn: LINK_SECONDS });
  const response = await fetch(ufsUrl, {
    headers: range ? { range: `bytes=${range.start}-${range.end}` } : {},
  });
  if (response.status !== (range ? 206 : 200) || !response.body) {
    await response.body?.cancel();
    throw new Error(`The cloud answered ${response.status} for a stored file`);
  }
  return response.body;
}

async function withDownload<T>(
  { fileId, storeKey }: { fileId: Id<"fil">; storeKey: string },
  work: (path: string) => Promise<T>,
): Promise<T> {
  const path = `${locateFile("incoming", fileId)}.${crypto.randomUUID()}`;
  await makeRoom(path);
  try {
    await pipeline(Readable.from(await download(storeKey, null)), createWriteStream(path));
    return await work(path);
  } finally {
    await rm(path, { force: true });
  }
}
