import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { genUploader } from "uploadthing/client";
import type { FileRouter } from "uploadthing/server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { noise, readFileRow, signedIn } from "#db/testing/uploads";
import type { VerifiedActor } from "#lib/auth/actor";
import type { FilePurpose } from "#lib/files/policy";
import { locateFile } from "#lib/files/providers/disk";
import type { FileView } from "#lib/files/schema";
import { type Id, isId } from "#lib/ids";
import { HOUR_MS, now, setClock } from "#lib/time";
import { POST } from "../../route.ts";
import { HEAD, PUT } from "./route.ts";

useTestDatabase();

const ORIGIN = "http://localhost:3000";
const MB = 1024 * 1024;

let restoreClock = () => {};
afterEach(() => restoreClock());

/** What the framework would do with a request: find the handler. */
function answer(request: Request): Promise<Response> {
  const isIngest = new URL(request.url).pathname.startsWith("/api/uploadthing/ingest/");
  if (!isIngest) return POST(request, undefined);
  return request.method === "HEAD" ? HEAD(request, undefined) : PUT(request, undefined);
}

/** The part of a browser with which uploadthing's client sends files. */
class Xhr extends EventTarget {
  upload = new EventTarget();
  responseType = "";
  response: unknown = null;
  status = 0;
  statusText = "";
  #address = "";
  #headers = new Headers();

  open(_method: string, address: string) {
    this.#address = address;
  }
  setRequestHeader(name: string, value: string) {
    this.#headers.set(name, value);
  }
  abort() {}
  async send(body: FormData) {
    const init = { method: "PUT", headers: this.#headers, body };
    const response = await answer(new Request(new URL(this.#address, ORIGIN), init));
    this.status = response.status;
    this.response = await response.json();
    this.dispatchEvent(new Event("load"));
  }
}

beforeEach(() => {
  Object.assign(globalThis, { XMLHttpRequest: Xhr });
});

async function uploaderFor(actor: VerifiedActor) {
  const { cookie } = await signedIn(actor);
  return genUploader<FileRouter>({
    url: new URL("/api/uploadthing", ORIGIN),
    package: "test",
    fetch: (input, init) => {
      const request = new Request(new URL(String(input), ORIGIN), init);
      request.headers.set("cookie", cookie);
      return answer(request);
    },
  });
}

async function uploadAs(actor: VerifiedActor, purpose: FilePurpose, files: File[]) {
  const { uploadFiles } = await uploaderFor(actor);
  return uploadFiles(purpose, { files });
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

type Asked = { name?: string; size?: number; type?: string };

/** "I want to upload this", and the answer. */
async function ask(
  headers: Record<string, string>,
  purpose: string,
  files: Asked[],
  input?: unknown,
) {
  const body = JSON.stringify({
    files: files.map(({ name = "a.bin", size = 100, type = "application/octet-stream" }) => ({
      name,
      size,
      type,
    })),
    input,
  });
  const address = `${ORIGIN}/api/uploadthing?actionType=upload&slug=${purpose}`;
  const response = await answer(
    new Request(address, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    }),
  );
  const json: { url?: string; customId?: string; detail?: string }[] & { detail?: string } =
    await response.json();
  return { status: response.status, detail: json.detail, links: json };
}

/** A reserved place for one file of this person. */
async function place(size: number, actor?: VerifiedActor, input?: unknown) {
  const person = actor ?? (await makeClient());
  const { links } = await ask(await signedIn(person), "message", [{ size }], input);
  const { url = "", customId } = links[0] ?? {};
  if (!isId("fil", customId)) throw new Error("There is no place");
  return { url, fileId: customId };
}

async function put(url: string, part: Uint8Array<ArrayBuffer>, start = 0) {
  const body = new FormData();
  body.append("file", new Blob([part]), "a.bin");
  const request = new Request(new URL(url, ORIGIN), {
    method: "PUT",
    headers: { range: `bytes=${start}-` },
    body,
  });
  const response = await answer(request);
  const json: { serverData?: FileView; type?: string } = await response.json();
  return { status: response.status, ...json };
}

async function head(url: string) {
  const response = await answer(new Request(new URL(url, ORIGIN), { method: "HEAD" }));
  return { status: response.status, start: response.headers.get("x-ut-range-start") };
}

function storedBytes(fileId: Id<"fil">) {
  return readFile(locateFile("stored", fileId));
}

describe("through uploadthing’s own client", () => {
  test.each([9, 10.5, 15, 25])("%d MB arrive byte for byte", async (megabytes) => {
    const bytes = noise(megabytes * MB);
    const [done] = await uploadAs(await makeClient(), "message", [
      new File([bytes], "plan.bin", { type: "application/octet-stream" }),
    ]);
    const view: Partial<FileView> = done?.serverData ?? {};
    if (!isId("fil", view.fileId)) throw new Error("No file came back");
    expect(view).toMatchObject({ name: "plan.bin", sizeBytes: bytes.length, preview: "none" });
    expect(sha256(await storedBytes(view.fileId))).toBe(sha256(bytes));
    const row = await readFileRow(view.fileId);
    expect(row).toMatchObject({ status: "stored", writingUntil: null });
    expect(Buffer.from(row?.sha256 ?? []).toString("hex")).toBe(sha256(bytes));
  });

  test("several files uploaded at once each come back unchanged", async () => {
    const files = ["one", "two", "three"].map(
      (text) => new File([text], `${text}.txt`, { type: "text/plain" }),
    );
    const done = await uploadAs(await makeFreelancer(), "submission", files);
    expect(done.map(({ serverData }) => serverData)).toMatchObject([
      { name: "one.txt", sizeBytes: 3, type: "text/plain" },
      { name: "two.txt", sizeBytes: 3 },
      { name: "three.txt", sizeBytes: 5 },
    ]);
  });

  test("a resumable upload arrives too", async () => {
    const { createUpload } = await uploaderFor(await makeClient());
    const file = new File([noise(MB)], "plan.bin");
    const upload = await createUpload("message", { files: [file] });
    upload.pauseUpload(file);
    upload.resumeUpload(file);
    const done = await upload.done(file);
    expect(done.serverData).toMatchObject({ name: "plan.bin", sizeBytes: MB });
  });

  test("a refusal reaches the person in words", async () => {
    const file = new File(["no picture"], "me.png", { type: "image/png" });
    await expect(uploadAs(await makeClient(), "avatar", [file])).rejects.toMatchObject({
      data: expect.objectContaining({ detail: expect.stringContaining("me.png is not a picture") }),
    });
  });
});

describe("what may be uploaded", () => {
  test("nothing by a visitor who is signed out", async () => {
    expect(await ask({}, "message", [{}])).toMatchObject({ status: 401 });
    expect(await ask({ cookie: "next-auth.session-token=made-up" }, "message", [{}])).toMatchObject(
      { status: 401 },
    );
  });

  test("only what the person’s role has a use for", async () => {
    const client = await signedIn(await makeClient());
    const freelancer = await signedIn(await makeFreelancer());
    const status = async (who: typeof client, purpose: string) =>
      (await ask(who, purpose, [{ type: "image/png" }])).status;
    expect([await status(client, "job"), await status(client, "submission")]).toEqual([200, 403]);
    expect([await status(freelancer, "job"), await status(freelancer, "submission")]).toEqual([
      403, 200,
    ]);
    expect(await status(client, "portfolio")).toBe(403);
    expect(await status(client, "elsewhere")).toBe(404);
  });

  test("no empty file, none above its limit, no more files than allowed, and only pictures as pictures", async () => {
    const who = await signedIn(await makeFreelancer());
    const status = async (purpose: string, files: Asked[]) =>
      (await ask(who, purpose, files)).status;
    expect(await status("message", [{ size: 0 }])).toBe(422);
    expect(await status("message", [{ size: -1 }])).toBe(422);
    expect(await status("message", [{ size: 1.5 }])).toBe(422);
    expect(await status("message", [{ size: 25 * MB }])).toBe(200);
    expect(await status("message", [{ size: 25 * MB + 1 }])).toBe(413);
    expect(await status("avatar", [{ size: 8 * MB, type: "image/png" }])).toBe(200);
    expect(await status("avatar", [{ size: 8 * MB + 1, type: "image/png" }])).toBe(413);
    expect(await status("avatar", [{ type: "image/svg+xml" }])).toBe(422);
    expect(await status("portfolio", [{ type: "application/pdf" }])).toBe(422);
    expect(await status("message", Array(10).fill({}))).toBe(200);
    expect(await status("message", Array(11).fill({}))).toBe(422);
    expect(await status("message", [])).toBe(422);
  });

  test("no more than the person’s space holds, even when several begin at once", async () => {
    const who = await signedIn(await makeClient());
    const asked = Array.from({ length: 10 }, () => ({ size: 20 * MB }));
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(who, "message", asked)));
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([200, 200, 200, 200, 200, 409]);
    const { detail } = await ask(who, "message", asked);
    expect(detail).toContain("Only 24 MB of your 1024 MB for files is left");
  });

  test("nobody outside can report an upload as complete", async () => {
    const response = await POST(
      new Request(`${ORIGIN}/api/uploadthing?slug=message`, {
        method: "POST",
        headers: { "uploadthing-hook": "callback", "x-uploadthing-signature": "hmac-sha256=00" },
        body: "{}",
      }),
      undefined,
    );
    expect(response.status).toBe(404);
  });
});

describe("an upload link", () => {
  test("is worthless once anything in it is changed", async () => {
    const { url } = await place(100);
    const other = await place(100);
    const tampered = [
      url.replace(/expires=\d+/, "expires=99999999999999"),
      url.replace(/x-ut-custom-id=[^&]+/, `x-ut-custom-id=${other.fileId}`),
      url.replace(/x-ut-slug=[^&]+/, "x-ut-slug=avatar"),
      url.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
      url.replace(/&signature=.*/, ""),
      `${url}&x-ut-custom-id=${other.fileId}`,
    ];
    for (const address of tampered) {
      expect(await put(address, Buffer.alloc(100))).toMatchObject({ status: 404 });
      expect(await head(address)).toMatchObject({ status: 404 });
    }
    expect(await put(url, Buffer.alloc(100))).toMatchObject({ status: 200 });
  });

  test("ends after two hours", async () => {
    const { url } = await place(100);
    const later = now().getTime() + 2 * HOUR_MS + 1000;
    restoreClock = setClock(() => new Date(later));
    expect(await put(url, Buffer.alloc(100))).toMatchObject({
      status: 410,
      type: "urn:workhub:error:upload_expired",
    });
  });

  test("continues where it broke off, and the whole file is what was sent", async () => {
    const bytes = noise(3 * MB);
    const { url, fileId } = await place(bytes.length);
    expect(await head(url)).toEqual({ status: 200, start: "0" });
    const body = new FormData();
    body.append("file", new Blob([bytes]), "a.bin");
    const whole = new Response(body);
    const type = whole.headers.get("content-type") ?? "";
    const cut = [(await whole.bytes()).subarray(0, 2 * MB)];
    const isCut = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          const chunk = cut.pop();
          if (chunk) controller.enqueue(chunk);
          else setTimeout(() => controller.error(new Error("The connection was lost")), 100);
        },
      },
      { highWaterMark: 0 },
    );
    const init = { method: "PUT", headers: { "content-type": type }, body: isCut, duplex: "half" };
    expect((await answer(new Request(new URL(url, ORIGIN), init))).status).toBe(422);
    const { start } = await head(url);
    expect(Number(start)).toBeGreaterThan(MB);
    const rest = await put(url, bytes.subarray(Number(start)), Number(start));
    expect(rest).toMatchObject({ status: 200, serverData: { sizeBytes: bytes.length } });
    expect(sha256(await storedBytes(fileId))).toBe(sha256(bytes));
  });

  test("gives the same answer when the end of an upload is sent again", async () => {
    const bytes = noise(5000);
    const { url } = await place(bytes.length);
    const first = await put(url, bytes);
    expect(await head(url)).toEqual({ status: 200, start: "5000" });
    expect(await put(url, Buffer.alloc(0), 5000)).toEqual(first);
    expect(await put(url, noise(5000))).toEqual(first);
  });

  test("accepts neither less nor more than was announced, nor a part that leaves a gap", async () => {
    const short = await place(100);
    expect(await put(short.url, Buffer.alloc(99))).toMatchObject({ status: 422 });
    expect(await put(short.url, Buffer.alloc(2), 99)).toMatchObject({ status: 422 });
    expect(await put(short.url, Buffer.alloc(1), 100)).toMatchObject({ status: 422 });
    expect((await readFileRow(short.fileId))?.status).toBe("uploading");
    const noBody = await answer(new Request(new URL(short.url, ORIGIN), { method: "PUT" }));
    expect(noBody.status).toBe(422);
    expect(await put(short.url, Buffer.alloc(100))).toMatchObject({ status: 200 });
  });

  test("keeps nothing of a file whose SHA-256 differs from the browser’s", async () => {
    const bytes = noise(1000);
    const right = await place(1000, undefined, { sha256: [sha256(bytes)] });
    expect(await put(right.url, bytes)).toMatchObject({ status: 200 });
    const wrong = await place(1000, undefined, { sha256: [sha256(bytes)] });
    expect(await put(wrong.url, noise(1000))).toMatchObject({ status: 422 });
    expect(await readFileRow(wrong.fileId)).toBeUndefined();
  });

  test("has one writer: of two at once one is told to wait, and the file is whole", async () => {
    const bytes = noise(2 * MB);
    const { url, fileId } = await place(bytes.length);
    const slow = slowly(url, bytes);
    await slow.hasBegun;
    expect(await put(url, noise(2 * MB))).toMatchObject({ status: 409 });
    slow.finish();
    expect((await slow.answered).status).toBe(200);
    expect(sha256(await storedBytes(fileId))).toBe(sha256(bytes));
  });

  test("replaces a writer that has fallen silent, and does not let it come back", async () => {
    const bytes = noise(2 * MB);
    const { url, fileId } = await place(bytes.length);
    const slow = slowly(url, noise(2 * MB));
    await slow.hasBegun;
    const later = now().getTime() + 16_000;
    restoreClock = setClock(() => new Date(later));
    expect(await put(url, bytes)).toMatchObject({ status: 200 });
    slow.finish();
    expect((await slow.answered).status).toBe(409);
    expect(sha256(await storedBytes(fileId))).toBe(sha256(bytes));
  });
});

/** Sends half of a file, and the rest when it is told to. */
function slowly(url: string, bytes: Uint8Array<ArrayBuffer>) {
  const body = new FormData();
  body.append("file", new Blob([bytes]), "a.bin");
  const whole = new Response(body);
  const begun = Promise.withResolvers<void>();
  const told = Promise.withResolvers<void>();
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const all = await whole.bytes();
      controller.enqueue(all.subarray(0, all.length / 2));
      setTimeout(begun.resolve, 100);
      await told.promise;
      controller.enqueue(all.subarray(all.length / 2));
      controller.close();
    },
  });
  const headers = { "content-type": whole.headers.get("content-type") ?? "" };
  const init = { method: "PUT", headers, body: stream, duplex: "half" };
  const answered = answer(new Request(new URL(url, ORIGIN), init));
  return { hasBegun: begun.promise, finish: told.resolve, answered };
}
