import { type FileHandle, open } from "node:fs/promises";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy } from "@fastify/busboy";
import { DomainError, isDomainError } from "#lib/errors";
import { log } from "#lib/log";
import { makeRoom } from "../providers/disk.ts";

const BUFFER_BYTES = 256 * 1024;
/**
 * How much is put on disk in one write. Each write is work for a thread, which costs more than the bytes. Slow bytes do
 * not wait for a full buffer, because each write also shows that the writer is still there.
 */
const WRITE_BYTES = 1024 * 1024;
const WRITE_MS = 1_000;

export type Part = {
  readonly path: string;
  /** The first byte of the file in this part. What is on disk after it is dropped. */
  readonly start: number;
  /** How large the whole file will be. More is refused. */
  readonly sizeBytes: number;
  /** Asked before every write: false when another writer has this file by now. */
  readonly mayWrite: () => Promise<boolean>;
};

/**
 * Writes the one file of a multipart body after what has arrived before, as it arrives: never more than a few megabytes
 * of it are in memory.
 *
 * @returns how much of the file is now on disk, even when the body broke off
 * @throws DomainError file_incomplete when it brings more than was announced, or no file
 * @throws DomainError upload_busy when another writer has this file by now
 */
export async function writePart(request: Request, part: Part): Promise<number> {
  await makeRoom(part.path);
  const handle = await open(part.path, part.start === 0 ? "w" : "r+");
  try {
    await handle.truncate(part.start);
    const sink = new PartSink(handle, part);
    try {
      await receiveFile(request, sink);
    } catch (error) {
      if (isDomainError(error, "file_incomplete")) throw error;
      if (!sink.failure)
        log.debug({ err: error }, "An upload broke off; what came before it is good");
    } finally {
      await sink.settle();
    }
    if (sink.failure) throw sink.failure;
    return sink.written;
  } finally {
    await handle.close();
  }
}

/** Parses one multipart body. Other fields are ignored; a second file is refused. */
async function receiveFile(request: Request, sink: PartSink): Promise<void> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("multipart/form-data") || !request.body) {
    throw new DomainError("file_incomplete");
  }
  const parser = new Busboy({
    headers: { "content-type": type },
    limits: { parts: 10, files: 1, fieldSize: 1024, headerPairs: 20 },
    highWaterMark: BUFFER_BYTES,
    fileHwm: BUFFER_BYTES,
  });
  let written: Promise<void> | null = null;
  parser.on("file", (_field, file) => {
    written = pipeline(file, sink);
    // The parser passes this error on; nothing else needs to hear it.
    written.catch((error: Error) => parser.destroy(error));
  });
  // The parser would keep scanning the parts that it drops, which takes longer than writing a file.
  parser.on("partsLimit", () => parser.destroy(new DomainError("file_incomplete")));
  await pipeline(Readable.from(request.body, { objectMode: false }), parser);
  if (written === null) throw new DomainError("file_incomplete");
  await written;
}

/** The end of an upload's stream: collects what arrives, and puts it on disk in large writes, one after another. */
class PartSink extends Writable {
  readonly #handle: FileHandle;
  readonly #part: Part;
  #gathered: Buffer[] = [];
  #gatheredBytes = 0;
  #flushedAt = performance.now();
  #writing: Promise<void> = Promise.resolve();
  /** How far the file is on disk. */
  written: number;
  /** Why nothing more is written: a refusal, or the disk's error. */
  failure: Error | null = null;

  constructor(handle: FileHandle, part: Part) {
    super({ highWaterMark: BUFFER_BYTES });
    this.#handle = handle;
    this.#part = part;
    this.written = part.start;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#gathered.push(chunk);
    this.#gatheredBytes += chunk.length;
    const waitedMs = performance.now() - this.#flushedAt;
    if (this.#gatheredBytes < WRITE_BYTES && waitedMs < WRITE_MS) {
      done();
      return;
    }
    // More is collected during this write, but not written before it is on disk.
    this.#writing.then(() => done(this.failure));
    void this.#flush();
  }

  override _final(done: Done): void {
    this.#flush().then(() => done(this.failure));
  }

  /** Takes no more, and waits until what was collected is on disk; then the file can be closed. */
  async settle(): Promise<void> {
    this.destroy();
    await this.#flush();
  }

  #flush(): Promise<void> {
    this.#flushedAt = performance.now();
    this.#writing = this.#writing.then(async () => {
      try {
        if (!this.failure) await this.#writeGathered();
      } catch (error) {
        this.failure = error instanceof Error ? error : new Error("Writing failed");
      }
    });
    return this.#writing;
  }

  async #writeGathered(): Promise<void> {
    const [chunks, length] = [this.#gathered, this.#gatheredBytes];
    if (length === 0) return;
    this.#gathered = [];
    this.#gatheredBytes = 0;
    if (this.written + length > this.#part.sizeBytes) throw new DomainError("file_incomplete");
    if (!(await this.#part.mayWrite())) throw new DomainError("upload_busy");
    await writeFully(this.#handle, chunks, this.written);
    this.written += length;
  }
}

type Done = (error?: Error | null) => void;

async function writeFully(handle: FileHandle, chunks: Buffer[], at: number): Promise<void> {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const { bytesWritten } = await handle.writev(chunks, at);
  if (bytesWritten === length) return;
  // The system may write less than it was given, though for files it rarely does.
  await writeFully(handle, [Buffer.concat(chunks).subarray(bytesWritten)], at + bytesWritten);
}
