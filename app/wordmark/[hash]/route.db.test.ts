import { afterEach, expect, test } from "vitest";
import { makeAdmin } from "#db/testing/factories";
import { samplePicture } from "#db/testing/sample-files";
import { useTestDatabase } from "#db/testing/test-database";
import { noteChosen } from "#lib/chosen";
import { changeWordmark } from "#lib/settings/change-wordmark";
import { getSettings } from "#lib/settings/queries";
import { GET } from "./route.ts";

useTestDatabase();
afterEach(() => noteChosen(null));

function ask(hash: string): Promise<Response> {
  const request = new Request(`http://localhost/wordmark/${encodeURIComponent(hash)}`);
  return GET(request, { params: Promise.resolve({ hash }) });
}

test("a wordmark is served by its hash, for ever, and nothing by what is none", async () => {
  const admin = await makeAdmin();
  const { version: seen } = (await getSettings(admin)).wordmark;
  const bytes = await samplePicture("png", { width: 90, height: 30 });
  const picture = new File([new Uint8Array(bytes)], "mark.png", { type: "image/png" });
  await changeWordmark(admin, { seen, picture });
  const { hash = "" } = (await getSettings(admin)).wordmark.value.picture ?? {};
  const served = await ask(hash);
  expect(served.status).toBe(200);
  expect(served.headers.get("content-type")).toBe("image/webp");
  expect(served.headers.get("cache-control")).toContain("immutable");
  for (const other of ["0".repeat(64), "\u0000", "%", "x".repeat(9_000), hash.slice(1)]) {
    expect((await ask(other)).status, JSON.stringify(other.slice(0, 9))).toBe(404);
  }
});
