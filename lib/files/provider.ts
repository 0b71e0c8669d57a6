import { getEnv } from "#lib/env";
import type { Id } from "#lib/ids";
import { embeddedStore } from "./providers/embedded.ts";
import { uploadthingStore } from "./providers/uploadthing.ts";

/** Where a file's bytes are: the store, and its name for them. */
export type Stored = {
  readonly fileId: Id<"fil">;
  readonly store: FileStore["name"];
  readonly storeKey: string;
};

/** From the first to the last byte, both included. */
export type ByteRange = { readonly start: number; readonly end: number };

/** A place that keeps bytes: the data folder, or a cloud. */
export type FileStore = {
  readonly name: "embedded" | "uploadthing";
  /** Gives `work` an upload that is not kept yet, complete and on this machine's disk, read-only. */
  withUpload<T>(file: Stored, work: (path: string) => Promise<T>): Promise<T>;
  /** The same with a file that is kept. */
  withLocalCopy<T>(file: Stored, work: (path: string) => Promise<T>): Promise<T>;
  /**
   * Keeps an upload, or `changed` (a file on this disk, which is then consumed) in its place. It is durable when this
   * returns.
   *
   * @returns the store's name for it from now on. If that is a new name, the bytes under the old one are still there.
   */
  keep(file: Stored, changed: string | null): Promise<string>;
  /** Removes bytes that no row names any more. */
  forget(storeKey: string): Promise<void>;
  open(file: Stored, range: ByteRange | null): Promise<ReadableStream<Uint8Array>>;
  /** Afterwards nothing is left, even if nothing was there. */
  remove(file: Stored): Promise<void>;
};

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
