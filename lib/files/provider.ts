import type { Id } from "#lib/ids";

/** Where a file's bytes are: in which store, and what that store calls them. */
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
  /** Gives `work` what was uploaded and is not kept yet, whole and on this machine's disk, to read only. */
  withUpload<T>(file: Stored, work: (path: string) => Promise<T>): Promise<T>;
  /** The same with a file that is kept. */
  withLocalCopy<T>(file: Stored, work: (path: string) => Promise<T>): Promise<T>;
  /**
   * Keeps what was uploaded, or `changed` (a file on this disk, then consumed) in its place. Lasting when it returns.
   *
   * @returns what the store calls it from now on
   */
  keep(file: Stored, changed: string | null): Promise<string>;
  open(file: Stored, range: ByteRange | null): Promise<ReadableStream<Uint8Array>>;
  /** Nothing is left afterwards, also when nothing was there. */
  remove(file: Stored): Promise<void>;
};
