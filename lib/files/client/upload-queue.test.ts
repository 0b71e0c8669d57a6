import { describe, expect, test, vi } from "vitest";
import { newId } from "#lib/new-id";
import type { FileView } from "../schema.ts";
import { uploadLimits } from "./upload-limits.ts";
import { arrivedFiles, createUploadQueue, isBusy } from "./upload-queue.ts";
import type { TransferEvents } from "./upload-transfer.ts";

const limits = uploadLimits("submission", 100, 4);

function aFile(name: string, size = 10, type = "text/plain"): File {
  return new File([new Uint8Array(size)], name, { type });
}

function stored(name: string): FileView {
  const shape = { type: "text/plain", sizeBytes: 10, width: null, height: null };
  return { fileId: newId("fil"), name, ...shape, preview: "none" };
}

/** A queue whose files arrive when the test says so. */
function open() {
  const sent = new Map<string, TransferEvents & { starts: number; stops: number }>();
  const discard = vi.fn<(file: FileView) => void>();
  const onBusy = vi.fn<(isBusy: boolean) => void>();
  const queue = createUploadQueue({
    purpose: "submission",
    openTransfer: (file, _, events) => {
      const transfer = { ...events, starts: 0, stops: 0 };
      sent.set(file.name, transfer);
      return {
        start: () => {
          transfer.starts += 1;
        },
        stop: () => {
          transfer.stops += 1;
        },
      };
    },
    discard,
    onBusy,
  });
  const of = (name: string) => {
    const upload = queue.read().find((one) => one.name === name);
    const transfer = sent.get(name);
    if (!upload) throw new Error(`No upload ${name}`);
    return { upload, transfer };
  };
  return { queue, of, discard, onBusy, add: (...files: File[]) => queue.add(files, limits) };
}

describe("files that are uploading", () => {
  test("three are sent at once, and the next when one has arrived", () => {
    const { add, of } = open();
    add(aFile("a"), aFile("b"), aFile("c"), aFile("d"));
    expect(of("d").upload.state).toBe("waiting");
    of("b").transfer?.done(stored("b"));
    expect(of("b").upload).toMatchObject({ state: "done", sentBytes: 10 });
    expect(of("d").upload.state).toBe("sending");
    expect(of("d").transfer?.starts).toBe(1);
  });

  test("keep the order in which they were added, whichever arrives first", () => {
    const { add, of, queue } = open();
    add(aFile("a"), aFile("b"));
    of("b").transfer?.done(stored("b"));
    of("a").transfer?.done(stored("a"));
    expect(arrivedFiles(queue.read()).map(({ name }) => name)).toEqual(["a", "b"]);
  });

  test("a paused one makes room for the next, and waits for its turn when it resumes", () => {
    const { add, of, queue } = open();
    add(aFile("a"), aFile("b"), aFile("c"), aFile("d"));
    queue.pause(of("a").upload.id);
    expect(of("a").upload.state).toBe("paused");
    expect(of("a").transfer?.stops).toBe(1);
    expect(of("d").upload.state).toBe("sending");
    queue.resume(of("a").upload.id);
    expect(of("a").upload.state).toBe("waiting");
    of("d").transfer?.done(stored("d"));
    expect(of("a").upload.state).toBe("sending");
    expect(of("a").transfer?.starts).toBe(2);
  });

  test("progress that arrives after a pause changes nothing", () => {
    const { add, of, queue } = open();
    add(aFile("a"));
    of("a").transfer?.sent(4);
    queue.pause(of("a").upload.id);
    of("a").transfer?.sent(9);
    expect(of("a").upload.sentBytes).toBe(4);
  });

  test("a failed one says why, and continues from where it was when it is tried again", () => {
    const { add, of, queue } = open();
    add(aFile("a"));
    of("a").transfer?.sent(6);
    of("a").transfer?.failed("The connection was lost.", true);
    expect(of("a").upload).toMatchObject({ state: "failed", problem: "The connection was lost." });
    queue.retry(of("a").upload.id);
    expect(of("a").upload).toMatchObject({ state: "sending", problem: null, sentBytes: 6 });
    expect(of("a").transfer?.starts).toBe(2);
  });

  test("one that was refused for its contents cannot be tried again", () => {
    const { add, of, queue } = open();
    add(aFile("a"));
    of("a").transfer?.failed("This is not the picture that it says it is.", false);
    queue.retry(of("a").upload.id);
    expect(of("a").upload.state).toBe("failed");
  });
});

describe("limits stated before sending", () => {
  test("an empty file and one that is too large are never sent", () => {
    const { add, of, onBusy } = open();
    add(aFile("empty", 0), aFile("large", 101));
    expect(of("empty").upload.problem).toContain("empty");
    expect(of("large").upload.problem).toContain("101 bytes; the maximum is 100 bytes");
    expect(of("large").transfer).toBeUndefined();
    expect(onBusy).not.toHaveBeenCalled();
  });

  test("files beyond the limit are left out one by one, and removing one makes room", () => {
    const { add, of, queue } = open();
    add(...["a", "b", "c", "d", "e"].map((name) => aFile(name)));
    expect(of("e").upload).toMatchObject({ state: "failed", canRetry: false });
    queue.remove(of("a").upload.id);
    add(aFile("f"));
    expect(of("f").upload.problem).toBeNull();
  });

  test("a picture of the wrong type is refused where only pictures are accepted", () => {
    const { queue, of } = open();
    queue.add([aFile("me.svg", 10, "image/svg+xml")], uploadLimits("avatar", 100));
    expect(of("me.svg").upload.problem).toBe("Choose a PNG, JPEG, WebP or GIF picture.");
  });
});

describe("what is removed", () => {
  test("a file that has arrived is also deleted on the server, once", () => {
    const { add, of, queue, discard } = open();
    add(aFile("a"), aFile("b"));
    of("a").transfer?.done(stored("a"));
    const { id } = of("a").upload;
    queue.remove(id);
    queue.remove(id);
    queue.remove(of("b").upload.id);
    expect(discard).toHaveBeenCalledTimes(1);
    expect(queue.read()).toEqual([]);
  });

  test("after attaching, nothing is deleted", () => {
    const { add, of, queue, discard } = open();
    add(aFile("a"));
    of("a").transfer?.done(stored("a"));
    queue.clear();
    expect(queue.read()).toEqual([]);
    expect(discard).not.toHaveBeenCalled();
  });

  test("leaving asks exactly while something is uploading or paused", () => {
    const { add, of, queue, onBusy } = open();
    add(aFile("a"));
    queue.pause(of("a").upload.id);
    expect(isBusy(queue.read())).toBe(true);
    queue.resume(of("a").upload.id);
    of("a").transfer?.done(stored("a"));
    expect(isBusy(queue.read())).toBe(false);
    expect(onBusy.mock.calls).toEqual([[true], [false]]);
  });
});
