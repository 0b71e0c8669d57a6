import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeClient } from "#db/testing/factories";
import { samplePicture } from "#db/testing/sample-files";
import { useTestDatabase } from "#db/testing/test-database";
import { noise, readFileRow, signedIn } from "#db/testing/uploads";
import type { VerifiedActor } from "#lib/auth/actor";
import { type Id, isId } from "#lib/ids";
import { beginUploads, nameUploads } from "./begin-uploads.ts";
import { handleUpload } from "./handle-upload.ts";
import type { FilePurpose } from "./policy.ts";
import { getReadableFile } from "./queries/readable.ts";
import { serveFile } from "./serve-file.ts";

const API_KEY = "sk_live_geheim";

vi.mock("#lib/env", async (load) => {
  const original = await load<typeof import("#lib/env")>();
  const parts = { apiKey: "sk_live_geheim", appId: "app", regions: ["fra1"] };
  const UPLOADTHING_TOKEN = Buffer.from(JSON.stringify(parts)).toString("base64");
  const NEXTAUTH_URL = "https://work.example";
  return { ...original, getEnv: () => ({ ...original.getEnv(), UPLOADTHING_TOKEN, NEXTAUTH_URL }) };
});

useTestDatabase();

type Cloud = {
  readonly files: Map<string, Buffer>;
  readonly metadata: unknown[];
  readonly results: unknown[];
  readonly deleted: string[];
};

/** What the cloud is asked, and what it keeps. */
const cloud: Cloud = { files: new Map(), metadata: [], results: [], deleted: [] };

async function answerAsCloud(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const { hostname, pathname } = new URL(request.url);
  const key = pathname.split("/").at(-1) ?? "";
  if (hostname === "app.ufs.sh") return serveFromCloud(request, key);
  if (pathname === "/route-metadata") {
    cloud.metadata.push(await request.json());
  } else if (pathname === "/callback-result") {
    cloud.results.push(await request.json());
  } else if (pathname === "/v6/deleteFiles") {
    const { fileKeys } = await request.json();
    cloud.deleted.push(...fileKeys);
    return Response.json({ success: true, deletedCount: fileKeys.length });
  } else {
    const file = (await request.formData()).get("file");
    cloud.files.set(key, Buffer.from(file instanceof Blob ? await file.bytes() : []));
    return Response.json({ url: "", appUrl: "", ufsUrl: "", fileHash: "" });
  }
  return Response.json({ ok: true });
}

function serveFromCloud(request: Request, key: string): Response {
  expect(new URL(request.url).searchParams.get("signature")).toContain("hmac-sha256=");
  const bytes = Uint8Array.from(cloud.files.get(key) ?? []);
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.get("range") ?? "");
  if (!range) return new Response(bytes);
  return new Response(bytes.slice(Number(range[1]), Number(range[2]) + 1), { status: 206 });
}

beforeEach(() => {
  vi.stubGlobal("fetch", answerAsCloud);
});
afterEach(() => {
  vi.unstubAllGlobals();
  for (const kept of [cloud.metadata, cloud.results, cloud.deleted]) kept.length = 0;
});

async function ask(actor: VerifiedActor, purpose: FilePurpose, size: number, type: string) {
  const response = await handleUpload(
    new Request(`https://work.example/api/uploadthing?actionType=upload&slug=${purpose}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(await signedIn(actor)) },
      body: JSON.stringify({ files: [{ name: "a", size, type }], input: null }),
    }),
  );
  const [place]: { url: string; key: string; customId: string }[] = await response.json();
  if (!place || !isId("fil", place.customId)) throw new Error("There is no place");
  return { ...place, fileId: place.customId };
}

/** What the cloud says once it has a file. */
function report(
  { key, customId }: { key: string; customId: string },
  purpose: FilePurpose,
  secret = API_KEY,
) {
  const file = { key, customId, name: "a", size: 1, type: "", url: "", appUrl: "", ufsUrl: "" };
  const origin = "https://fra1.ingest.uploadthing.com";
  const body = JSON.stringify({
    status: "uploaded",
    metadata: {},
    origin,
    file: { ...file, fileHash: "" },
  });
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  return handleUpload(
    new Request(`https://work.example/api/uploadthing?slug=${purpose}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "uploadthing-hook": "callback",
        "x-uploadthing-signature": `hmac-sha256=${signature}`,
      },
      body,
    }),
  );
}

async function statusOf(fileId: Id<"fil">) {
  return (await readFileRow(fileId))?.status;
}

test("in cloud mode a file goes to the cloud, is checked there, and is read through us", async () => {
  const owner = await makeClient();
  const bytes = noise(300_000);
  const place = await ask(owner, "message", bytes.length, "application/octet-stream");
  expect(place.url).toMatch(/^https:\/\/fra1\.ingest\.uploadthing\.com\//);
  expect(cloud.metadata).toMatchObject([
    {
      fileKeys: [place.key],
      callbackUrl: expect.stringContaining("https://work.example/api/uploadthing"),
    },
  ]);
  expect(await readFileRow(place.fileId)).toMatchObject({
    store: "uploadthing",
    storeKey: place.key,
    status: "uploading",
  });
  cloud.files.set(place.key, bytes);
  expect((await report(place, "message")).status).toBe(200);
  expect(cloud.results).toMatchObject([
    { fileKey: place.key, callbackData: { fileId: place.fileId, sizeBytes: bytes.length } },
  ]);
  const file = await getReadableFile(owner, place.fileId);
  const whole = await serveFile(new Request("https://work.example/files/a"), file);
  expect(Buffer.from(await whole.bytes()).equals(bytes)).toBe(true);
  const headers = { range: "bytes=10-19" };
  const part = await serveFile(new Request("https://work.example/files/a", { headers }), file);
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.bytes()).equals(bytes.subarray(10, 20))).toBe(true);
});

test("a lone surrogate in an announcement breaks nothing", async () => {
  const { fileId } = await ask(await makeClient(), "message", 5, "text/\ud800plain");
  expect(await statusOf(fileId)).toBe("uploading");
});

test("a report that the cloud did not sign changes nothing", async () => {
  const owner = await makeClient();
  const place = await ask(owner, "message", 5, "text/plain");
  cloud.files.set(place.key, Buffer.from("Hello"));
  expect((await report(place, "message", "sk_live_guessed")).status).toBe(400);
  expect(await statusOf(place.fileId)).toBe("uploading");
});

test("a file that differs from its announcement at the cloud is not kept", async () => {
  const place = await ask(await makeClient(), "message", 5, "text/plain");
  cloud.files.set(place.key, Buffer.from("Hello, and more than that"));
  await report(place, "message");
  expect(cloud.results).toMatchObject([{ fileKey: place.key, callbackData: null }]);
  expect(await statusOf(place.fileId)).toBeUndefined();
});

test("an avatar at the cloud is replaced by the newly encoded one", async () => {
  const bytes = await samplePicture("jpeg");
  const place = await ask(await makeClient(), "avatar", bytes.length, "image/jpeg");
  cloud.files.set(place.key, bytes);
  await report(place, "avatar");
  const row = await readFileRow(place.fileId);
  expect(row).toMatchObject({ status: "stored", type: "image/webp", width: 512 });
  expect(row?.storeKey).not.toBe(place.key);
  expect(cloud.files.get(row?.storeKey ?? "")?.length).toBe(row?.sizeBytes);
  expect(cloud.deleted).toEqual([place.key]);
});

test("an upload does not begin under a name that another file has at the cloud", async () => {
  const owner = await makeClient();
  const files = [{ name: "a", type: "", sizeBytes: 1 }];
  const [one] = await beginUploads(owner, { purpose: "message", files });
  const [other] = await beginUploads(owner, { purpose: "message", files });
  await nameUploads([{ key: "same", customId: one?.fileId ?? null }]);
  const taken = nameUploads([{ key: "same", customId: other?.fileId ?? null }]);
  await expect(taken).rejects.toMatchObject({ code: "upload_busy" });
});
