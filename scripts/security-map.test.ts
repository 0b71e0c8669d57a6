import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readTree } from "./architecture/project.ts";
import { countTable, findEvidence, firstCells, readRows, sectionOf } from "./security-map.ts";

const tree = readTree(fileURLToPath(new URL("..", import.meta.url)));
const page = readFileSync(new URL("../docs/security.md", import.meta.url), "utf8");
const rows = readRows(page);

/** OWASP ASVS 5.0.0: by chapter and section, the level of its first, second, … requirement. */
const LEVELS: Readonly<Record<string, string>> = {
  "1.1": "22",
  "1.2": "1111122223",
  "1.3": "112222222223",
  "1.4": "222",
  "1.5": "123",
  "2.1": "122",
  "2.2": "112",
  "2.3": "12223",
  "2.4": "23",
  "3.1": "3",
  "3.2": "113",
  "3.3": "12223",
  "3.4": "11222233",
  "3.5": "11122333",
  "3.6": "3",
  "3.7": "22333",
  "4.1": "12233",
  "4.2": "23333",
  "4.3": "22",
  "4.4": "1222",
  "5.1": "2",
  "5.2": "112333",
  "5.3": "113",
  "5.4": "222",
  "6.1": "122",
  "6.2": "111111112222",
  "6.3": "11223333",
  "6.4": "112233",
  "6.5": "22222333",
  "6.6": "2223",
  "6.7": "33",
  "6.8": "2222",
  "7.1": "222",
  "7.2": "1111",
  "7.3": "22",
  "7.4": "11222",
  "7.5": "223",
  "7.6": "22",
  "8.1": "1233",
  "8.2": "1123",
  "8.3": "133",
  "8.4": "23",
  "9.1": "111",
  "9.2": "1222",
  "10.1": "22",
  "10.2": "223",
  "10.3": "22223",
  "10.4": "1111122222233333",
  "10.5": "22222",
  "10.6": "22",
  "10.7": "222",
  "11.1": "2233",
  "11.2": "22233",
  "11.3": "11233",
  "11.4": "1222",
  "11.5": "23",
  "11.6": "23",
  "11.7": "33",
  "12.1": "12233",
  "12.2": "11",
  "12.3": "22223",
  "13.1": "2333",
  "13.2": "222223",
  "13.3": "2233",
  "13.4": "1222233",
  "14.1": "22",
  "14.2": "12223333",
  "14.3": "122",
  "15.1": "12233",
  "15.2": "12233",
  "15.3": "1222222",
  "15.4": "3333",
  "16.1": "2",
  "16.2": "22222",
  "16.3": "2222",
  "16.4": "222",
  "16.5": "2223",
  "17.1": "23",
  "17.2": "22223333",
  "17.3": "22",
};

/** Every requirement of level 1 or 2, as "1.1.1 2". */
const REQUIRED = Object.entries(LEVELS).flatMap(([section, levels]) =>
  [...levels].flatMap((level, at) => (level === "3" ? [] : `${section}.${at + 1} ${level}`)),
);

/** What runs in production: neither tests nor what only they and the demo need. */
const product = [...tree].filter(
  ([path]) =>
    /^(?:app|components|lib|db)\/.*\.tsx?$/.test(path) &&
    !/\.test\.tsx?$|^db\/(?:testing|seed)\//.test(path),
);
const filesWith = (pattern: RegExp) =>
  product.flatMap(([path, text]) => (pattern.test(text) ? path : [])).sort();

describe("the map of the security requirements", () => {
  test("has every requirement of levels 1 and 2, once, in its order", () => {
    expect(REQUIRED).toHaveLength(253);
    expect(rows.map(({ id, level }) => `${id} ${level}`)).toEqual(REQUIRED);
  });

  test("answers each with a test, why it does not apply, or what is open", () => {
    expect(rows.filter(({ kind }) => kind === null)).toEqual([]);
  });

  test("names tests that exist", () => {
    const named = findEvidence(page);
    expect(named.length).toBeGreaterThan(100);
    const missing = named.filter(({ path, title }) => {
      const text = tree.get(path) ?? "";
      return !["'", '"', "`"].some((quote) => text.includes(quote + title + quote));
    });
    expect(missing).toEqual([]);
  });

  test("says at its head how many are shown, do not apply, and are open", () => {
    expect(page.split("\n## ")[0]).toContain(`\n${countTable(rows)}\n`);
  });
});

describe("the page", () => {
  test("names a test in the notes for each rule", () => {
    const rules = sectionOf(page, "## What is decided").match(/^- .+$/gm) ?? [];
    expect(rules.length).toBeGreaterThan(15);
    expect(rules.filter((rule) => findEvidence(rule).length === 0)).toEqual([]);
  });

  test("names every file that hashes, encrypts or uses randomness", () => {
    const crypto =
      /from "(?:node:crypto|@noble\/ciphers[^"]*|@node-rs\/argon2|next-auth\/jwt|web-push)"|\bcrypto\.(?:subtle|getRandomValues)\b/;
    expect(firstCells(page, "## Keys and algorithms").sort()).toEqual(filesWith(crypto));
  });

  test("hashes with SHA-256 and encrypts with what the page names", () => {
    const calls = product.flatMap(([path, text]) =>
      [...text.matchAll(/\bcreate(?:Hash|Hmac|Cipheriv|Decipheriv)\(\s*"?([\w-]*)/g)].map(
        ([, algorithm = ""]) => `${path} ${algorithm}`,
      ),
    );
    expect(calls.length).toBeGreaterThan(10);
    expect(calls.filter((call) => !call.endsWith(" sha256"))).toEqual([]);
    expect(filesWith(/@noble\//)).toEqual(["lib/device-seal.ts"]);
  });

  test("names every file that opens a connection", () => {
    const opening =
      /\bfetch\(|\bnew UTApi\(|\bnew Stripe\(|^import (?!type\b)[^;]*from "(?:postgres|uploadthing\/server|node:(?:net|tls|https|dns|dgram|http2))"/m;
    const isOnServer = (path: string) => !/^components\/|\/client\/|\.tsx$/.test(path);
    const found = filesWith(opening).filter(isOnServer);
    expect(firstCells(page, "## Connections").sort()).toEqual(found);
  });

  test("says for every table what it holds", () => {
    const tables = [...tree].flatMap(([path, text]) =>
      path.startsWith("db/schema/")
        ? [...text.matchAll(/(?:pgTable|\.table)\(\s*"(\w+)"/g)].map(([, name = ""]) => name)
        : [],
    );
    expect(tables.length).toBeGreaterThan(25);
    const named = sectionOf(page, "## Data").match(/`\w+`/g) ?? [];
    expect(named.map((name) => name.slice(1, -1)).sort()).toEqual(tables.sort());
  });

  test("has one place that writes the log", () => {
    expect(filesWith(/\bconsole\.\w+\(|process\.std(?:out|err)|\bfrom "pino"/)).toEqual([
      "lib/log.ts",
    ]);
  });

  test("quotes the log lines about accounts and refusals exactly", () => {
    const said = product.flatMap(([path, text]) =>
      /^lib\/(?:auth|edge|front|users)\//.test(path)
        ? [...text.matchAll(/log\.info\(([\s\S]*?)\);\n/g)].flatMap(([, call = ""]) =>
            [...call.matchAll(/"([A-Z]\w* [^"]+)"/g)].map(([, line = ""]) => line),
          )
        : [],
    );
    const quoted = [...sectionOf(page, "## Log").matchAll(/“([^”]+)”/g)].map(([, line]) => line);
    expect(quoted.sort()).toEqual(said.sort());
  });
});
