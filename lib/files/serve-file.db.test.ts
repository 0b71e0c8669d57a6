import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { submissions } from "#db/schema";
import { makeClient } from "#db/testing/factories";
import { hire } from "#db/testing/hiring";
import { samplePdf, samplePicture } from "#db/testing/sample-files";
import { useTestDatabase } from "#db/testing/test-database";
import { type Sent, uploadBytes } from "#db/testing/uploads";
import type { Id } from "#lib/ids";
import { newId } from "#lib/new-id";
import { now } from "#lib/time";
import { attachFiles } from "./attach-files.ts";
import { getReadableFile, getReadableSubmission } from "./queries/readable.ts";
import { serveArchive, serveFile, servePreview } from "./serve-file.ts";

useTestDatabase();

async function stored(sent: Sent) {
  const owner = await makeClient();
  return getReadableFile(owner, (await uploadBytes(owner, "message", sent)).fileId);
}

function ask(headers: Record<string, string> = {}, method = "GET") {
  return new Request("http://localhost:3000/files/x", { method, headers });
}

describe("a served file", () => {
  test("cannot run, cannot be cached by others, and has the name that its owner gave it", async () => {
    const file = await stored({ name: 'Grüße "1".txt', bytes: Buffer.from("Hello") });
    const response = await serveFile(ask(), file);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/plain; charset=utf-8",
      "content-length": "5",
      "content-security-policy":
        "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store, no-transform",
      "accept-ranges": "bytes",
    });
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="Gr??e \\"1\\".txt"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%221%22.txt`,
    );
    expect(await response.text()).toBe("Hello");
  });

  test("opens in the browser only as PNG, JPEG, WebP, GIF or PDF", async () => {
    const disposition = async (sent: Sent) =>
      (await serveFile(ask({}, "HEAD"), await stored(sent))).headers
        .get("content-disposition")
        ?.split(";")[0];
    for (const format of ["png", "jpeg", "webp", "gif"] as const) {
      const bytes = await samplePicture(format);
      expect(await disposition({ type: `image/${format}`, bytes })).toBe("inline");
    }
    expect(await disposition({ type: "application/pdf", bytes: samplePdf() })).toBe("inline");
    expect(await disposition({ type: "text/html", bytes: Buffer.from("<p>") })).toBe("attachment");
    expect(await disposition({ type: "image/svg+xml", bytes: Buffer.from("<svg/>") })).toBe(
      "attachment",
    );
  });

  test.each([
    ["bytes=0-3", 206, "0123", "bytes 0-3/10"],
    ["bytes=8-", 206, "89", "bytes 8-9/10"],
    ["bytes=-3", 206, "789", "bytes 7-9/10"],
    ["bytes=5-500", 206, "56789", "bytes 5-9/10"],
    ["bytes=10-", 416, "", "bytes */10"],
    ["bytes=-0", 416, "", "bytes */10"],
    ["bytes=0-1,5-6", 200, "0123456789", null],
    ["bytes=nonsense", 200, "0123456789", null],
    ["lines=0-1", 200, "0123456789", null],
  ])("asked for %s answers %d", async (range, status, text, contentRange) => {
    const file = await stored({ bytes: Buffer.from("0123456789") });
    const response = await serveFile(ask({ range }), file);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-range")).toBe(contentRange);
    expect(await response.text()).toBe(text);
    const head = await serveFile(ask({ range }, "HEAD"), file);
    expect([head.status, await head.text()]).toEqual([status, ""]);
    expect(head.headers.get("content-length")).toBe(response.headers.get("content-length"));
  });

  test("continues only while it is the same file", async () => {
    const file = await stored({ bytes: Buffer.from("0123456789") });
    const etag = (await serveFile(ask({}, "HEAD"), file)).headers.get("etag") ?? "";
    const resume = (condition: string) =>
      serveFile(ask({ range: "bytes=5-", "if-range": condition }, "HEAD"), file);
    expect((await resume(etag)).status).toBe(206);
    expect((await resume('"another"')).status).toBe(200);
    expect((await serveFile(ask({ "if-none-match": etag }), file)).status).toBe(304);
  });

  test("of any length arrives complete, and is closed when its reader leaves", async () => {
    const bytes = Buffer.alloc(3_000_001, "abcdefg");
    const file = await stored({ bytes });
    expect(Buffer.from(await (await serveFile(ask(), file)).bytes()).equals(bytes)).toBe(true);
    const left = await serveFile(ask(), file);
    const reader = left.body?.getReader();
    expect((await reader?.read())?.value?.length).toBeGreaterThan(0);
    await reader?.cancel();
  });
});

test("a small picture is WebP; for a file without one it does not exist", async () => {
  const picture = await stored({ type: "image/png", bytes: await samplePicture("png") });
  const response = await servePreview(ask(), picture);
  expect(response.headers.get("content-type")).toBe("image/webp");
  expect(Number(response.headers.get("content-length"))).toBe((await response.bytes()).length);
  const text = await stored({});
  await expect(servePreview(ask(), text)).rejects.toMatchObject({ code: "not_found" });
});

test("a submission’s archive has every file once, under distinct and harmless names", async () => {
  const { client, freelancer, contractId } = await hire();
  const submissionId = newId("sub");
  const version = { id: submissionId, contractId, number: 2, note: "Here.", createdAt: now() };
  await getDb()
    .insert(submissions)
    .values({ ...version, requestKey: "one" });
  const fileIds: Id<"fil">[] = [];
  for (const name of ["a.txt", "../A.txt", "ü.txt"]) {
    const bytes = Buffer.from(name);
    fileIds.push((await uploadBytes(freelancer, "submission", { name, bytes })).fileId);
  }
  const ownerId = freelancer.userId;
  const to = { submissionId };
  await getDb().transaction((tx) =>
    attachFiles(tx, { ownerId, fileIds, purpose: "submission", to }),
  );
  const submission = await getReadableSubmission(client, submissionId);
  const response = await serveArchive(ask(), submission);
  expect(response.headers.get("content-type")).toBe("application/zip");
  expect(response.headers.get("content-disposition")).toContain(
    'filename="Make our checkout usable with a screen reader, version 2.zip"',
  );
  const zip = Buffer.from(await response.bytes());
  expect(zip.length).toBe(Number(response.headers.get("content-length")));
  for (const part of ["a.txt", "A (2).txt", "ü.txt", "../A.txt"])
    expect(zip.includes(part)).toBe(true);
  expect(zip.toString("latin1").split("PK\u0001\u0002")).toHaveLength(4);
});
