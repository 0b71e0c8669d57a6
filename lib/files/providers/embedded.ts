import { rm } from "node:fs/promises";
import type { FileStore } from "../provider.ts";
import { locateFile, moveForGood, openLocal, removeFromDisk } from "./disk.ts";

/** The data folder of this installation. Its name for a file is the file's own id. */
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
  // One file has one name here: what is kept replaces what was there.
  forget: async () => {},
  open: ({ fileId }, range) => openLocal(locateFile("stored", fileId), range),
  remove: ({ fileId }) => removeFromDisk(fileId),
};
