import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { writePart } from "./write-part.ts";

const SIZE = 5 * 1024 * 1024 + 7;
const BOUNDARY = "part";
/** Full of line ends and dashes, so that the end of the part is looked for all the way. */
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

test.each([1000, 65_536, SIZE])("arrives whole in pieces of %i bytes", async (pieceBytes) => {
  const part = partAt(join(folder, `whole-${pieceBytes}`));
  expect(await writePart(requestOf(bytes, pieceBytes), part)).toBe(SIZE);
  expect((await readFile(part.path)).equals(bytes)).toBe(true);
});

test("what had come before it broke off is on disk, and the next part goes on from there", async () => {
  const part = partAt(join(folder, "broken"));
  const written = await writePart(requestOf(bytes, 65_536, 3_000_000), part);
  expect(written).toBeGreaterThan(2_900_000);
  const kept = await readFile(part.path);
  expect(kept.equals(bytes.subarray(0, written))).toBe(true);
  await writePart(requestOf(bytes.subarray(written), 65_536), { ...part, start: written });
  expect((await readFile(part.path)).equals(bytes)).toBe(true);
});

test("a slow writer says all the time that it is still there", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    const mayWrite = vi.fn(async () => true);
    const file = bytes.subarray(0, 10_000);
    const aSecondLater = async () => {
      // What came before gets as far as it can.
      await sleep(5);
      vi.advanceTimersByTime(1_000);
    };
    const request = requestOf(file, 1_000, file.length, aSecondLater);
    await writePart(request, { ...partAt(join(folder, "slow")), mayWrite });
    expect(mayWrite.mock.calls.length).toBeGreaterThanOrEqual(10);
  } finally {
    vi.useRealTimers();
  }
});

test("what keeps it from being written is told as it is, not as a broken connection", async () => {
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
