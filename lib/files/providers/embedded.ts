import { rm } from "node:fs/promises";
import { locateFile, moveForGood, removeFromDisk } from "../locate-file.ts";
import { openLocal } from "../open-local.ts";
import type { FileStore } from "../provider.ts";

/** The data folder of this installation. What it calls a file is the file's own id. */
export const embeddedStore: FileStore = {
  name: "embedded",
  withUpload: ({ fileId }, work) => work(locateFile("incoming", fileId)),
  withLocalCopy: ({ fileId }, work) => work(locateFile("stored", fileId)),
  async keep({ fileId }, changed) {
    const incoming = locateFile("incoming", fileId);
    await moveForGood(changed ?? incoming, locateFile("stored", fileId));
    await rm(incoming, { force: true });
    return fileId;
  },
  open: ({ fileId }, range) => openLocal(locateFile("stored", fileId), range),
  remove: ({ fileId }) => removeFromDisk(fileId),
};
