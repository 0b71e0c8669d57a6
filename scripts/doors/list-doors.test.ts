import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { expect, test } from "vitest";
import { ACTIONS } from "./actions.ts";
import { listActions, listPages, listRoutes, listUseCases } from "./list-doors.ts";
import { PAGES } from "./pages.ts";
import { ROUTES } from "./routes.ts";
import { USE_CASES } from "./use-cases.ts";

/* A new way in needs an entry here that says who may take it. `npm run test:doors` then tries it as everyone. */

test.each([
  ["page", listPages, PAGES],
  ["method of a route handler", listRoutes, ROUTES],
  ["server action", listActions, ACTIONS],
  ["use case", listUseCases, USE_CASES],
] as const)("every %s has an entry, and every entry is one", async (_, list, entries) => {
  const found = await list();
  expect(found.length).toBeGreaterThan(10);
  expect(Object.keys(entries).sort()).toEqual(found);
});

/**
 * Prefixes of functions that only read, and the protocols of next-auth and uploadthing, which check the method
 * themselves.
 */
const READING =
  /^(?:get|list|find|read|require|check|serve|stream|parse|export)[A-Z]|^handle(?:Auth|Upload)$/;

test("a handler for GET calls nothing that changes anything", async () => {
  const found: string[] = [];
  let looked = 0;
  for await (const file of glob("app/**/route.ts")) {
    const source = readFileSync(file, "utf8");
    const imported = [...source.matchAll(/^import \{([^}]*)\} from "#lib\/[^"]*";$/gms)]
      .flatMap(([, names = ""]) => names.split(","))
      .map((name) => name.trim());
    for (const handler of handlersOf(source, "GET")) {
      looked += 1;
      const called = imported.filter((name) => new RegExp(`\\b${name}\\b`).test(handler));
      for (const name of called) if (!isReading(name)) found.push(`${file}: ${name}`);
    }
  }
  const reading = (await listRoutes()).filter((name) => name.startsWith("GET "));
  expect(looked).toBe(reading.length);
  expect(found).toEqual([]);
});

/** Inputs, errors and the wrapper itself do nothing. */
function isReading(name: string): boolean {
  return name === "route" || /^[A-Z]|Input$|^is[A-Z]/.test(name) || READING.test(name);
}

/** The text of the handler for this method: its own, or one that is exported under several names. */
function handlersOf(source: string, method: string): string[] {
  const alias = new RegExp(
    `export const ${method} = (\\w+);|export \\{ (\\w+) as ${method}\\b`,
  ).exec(source);
  const name = alias?.[1] ?? alias?.[2] ?? method;
  const [, text] = new RegExp(`const ${name} = (route\\([\\s\\S]*?\\n?\\);)\\n`).exec(source) ?? [];
  return text === undefined ? [] : [text];
}
