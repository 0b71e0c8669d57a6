import { getEnv } from "#lib/env";
import type { FileStore } from "./provider.ts";
import { embeddedStore } from "./providers/embedded.ts";
import { uploadthingStore } from "./providers/uploadthing.ts";

/** The store of this name: files stay where they are when the setting changes. */
export function findStore(name: FileStore["name"]): FileStore {
  switch (name) {
    case "embedded":
      return embeddedStore;
    case "uploadthing":
      return uploadthingStore;
  }
}

/** Where new files go. */
export function currentStore(): FileStore {
  return getEnv().UPLOADTHING_TOKEN ? uploadthingStore : embeddedStore;
}
