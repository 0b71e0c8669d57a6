import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { listNamedFiles } from "./notes.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const pages = ["README.md", ...globSync("docs/**/*.md", { cwd: ROOT })].sort();

test.each(pages)("%s names only files that exist", (page) => {
  const named = listNamedFiles(page, readFileSync(join(ROOT, page), "utf8"));
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test("paths and links are found, patterns are not", () => {
  const text =
    "`lib/text.ts`, `lib/<domain>/schema.ts`, [one](decisions/001.md#why), [two](https://x.test)";
  expect(listNamedFiles("docs/page.md", text)).toEqual(["lib/text.ts", "docs/decisions/001.md"]);
});
