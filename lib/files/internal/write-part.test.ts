import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { writePart } from "./write-part.ts";

const SIZE = 5 * 1024 * 1024 + 7;
const BOUNDARY = "part";
/** Full of line ends and dashes, so that the end of the part is searched for all the way. */
const bytes = Buffer.alloc(SIZE, "\r\n--par\r\n");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "workhub-part-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A body that arrives in pieces of `pieceBytes`, and breaks off after `until` bytes of the file. */
function requestOf(
  file: Buffer,
  pieceBytes: number,
  until = file.length,
  beforePiece = async () => {},
): Request {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n`;
  const whole = Buffer.concat([
    Buffer.from(head),
    file.subarray(0, until),
    ...(until < file.length ? [] : [Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]),
  ]);
  let at = 0;
  const body = new ReadableStream({
    async pull(controller) {
      await beforePiece();
      if (at < whole.length) controller.enqueue(whole.subarray(at, at + pieceBytes));
      else if (until < file.length) controller.error(new Error("The connection was reset"));
      else controller.close();
      at += pieceBytes;
    },
  });
  const headers = { "content-type": `multipart/form-data; boundary=${BOUNDARY}` };
  const init: RequestInit & { duplex: "half" } = { method: "PUT", headers, body, duplex: "half" };
  return new Request("http://localhost/", init);
}

function partAt(path: string) {
  return { path, start: 0, sizeBytes: SIZE, mayWrite: async () => true };
}

test.each([1000, 65_536, SIZE])("arrives complete in pieces of %i bytes", async (pieceBytes) => {
  const part = partAt(join(folder, `whole-${pieceBytes}`));
  expect(await writePart(requestOf(bytes, pieceBytes), part)).toBe(SIZE);
  expect((await readFile(part.path)).equals(bytes)).toBe(true);
});

test("thousands of parts around a file are not read", async () => {
  const field = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n`;
  const headers = { "content-type": `multipart/form-data; boundary=${BOUNDARY}` };
  // In pieces of 64 KB, as from a connection.
  let pieces = 16;
  const body = new ReadableStream({
    pull(controller) {
      if (pieces === 0) controller.close();
      else controller.enqueue(Buffer.from(field.repeat(1000)));
      pieces -= 1;
    },
  });
  const init: RequestInit & { duplex: "half" } = { method: "PUT", headers, body, duplex: "half" };
  const request = new Request("http://localhost/", init);
  await expect(writePart(request, partAt(join(folder, "parts")))).rejects.toMatchObject({
    code: "file_incomplete",
  });
  expect(pieces).toBeGreaterThan(8);
});

test("what came before a break is on disk, and the next part continues from there", async () => {
  const part = partAt(join(folder, "broken"));
  const written = await writePart(requestOf(bytes, 65_536, 3_000_000), part);
  expect(written).toBeGreaterThan(2_900_000);
  const kept = await readFile(part.path);
  expect(kept.equals(bytes.subarray(0, written))).toBe(true);
  await writePart(requestOf(bytes.subarray(written), 65_536), { ...part, start: written });
  expect((await readFile(part.path)).equals(bytes)).toBe(true);
});

test("a slow writer keeps reporting that it is still there", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    const mayWrite = vi.fn(async () => true);
    const file = bytes.subarray(0, 10_000);
    let chunks = 0;
    const aSecondLater = async () => {
      // What is slow is the sender, not this machine. The parser holds back the last bytes: they may be a boundary.
      while (mayWrite.mock.calls.length < chunks - 1) await sleep(1);
      chunks += 1;
      vi.advanceTimersByTime(1_000);
    };
    const request = requestOf(file, 1_000, file.length, aSecondLater);
    await writePart(request, { ...partAt(join(folder, "slow")), mayWrite });
    expect(mayWrite.mock.calls.length).toBeGreaterThanOrEqual(10);
  } finally {
    vi.useRealTimers();
  }
});

test("a failure to write is reported as itself, not as a broken connection", async () => {
  const failure = new Error("No space left on device");
  const part = { ...partAt(join(folder, "full")), mayWrite: () => Promise.reject(failure) };
  await expect(writePart(requestOf(bytes, 65_536), part)).rejects.toBe(failure);
});

test("more than was announced, and a second writer, are refused", async () => {
  const part = partAt(join(folder, "refused"));
  const tooSmall = { ...part, sizeBytes: SIZE - 1 };
  await expect(writePart(requestOf(bytes, 65_536), tooSmall)).rejects.toMatchObject({
    code: "file_incomplete",
  });
  const taken = { ...part, mayWrite: async () => false };
  await expect(writePart(requestOf(bytes, 65_536), taken)).rejects.toMatchObject({
    code: "upload_busy",
  });
});
