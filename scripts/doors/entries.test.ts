import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { ACTIONS } from "./actions.ts";
import { USE_CASES } from "./use-cases.ts";
import type { World } from "./world.ts";

/* A field that an entry leaves out is never tried, so a new field in a schema needs one in the entry too. */

vi.mock("#lib/edge/action", () => ({
  formAction: ({ input }: { input: unknown }) => input,
  guestAction: ({ input }: { input: unknown }) => input,
}));

/** Every property exists on it, at every depth, and reads "x". */
const everything: object = new Proxy(
  {},
  { get: (_, name) => (name === Symbol.toPrimitive ? () => "x" : everything) },
);
const world: World = Object.create(everything);

/** The names that an object of this schema may have. */
function namesOf(schema: unknown): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodIntersection)
    return [...namesOf(schema.def.left), ...namesOf(schema.def.right)];
  if (schema instanceof z.ZodPipe)
    return namesOf(schema.def.in instanceof z.ZodTransform ? schema.def.out : schema.def.in);
  if (schema instanceof z.ZodUnion) return schema.def.options.flatMap(namesOf);
  throw new Error("A schema of another kind: say here which names it has");
}

/** Fields that the schema itself makes from others. */
const MADE = ["target"];

function missingIn(names: readonly string[], schema: unknown): string[] {
  // A form names a list "skills[]" and an item in one "portfolio.0.title".
  const known = new Set(names.map((name) => name.replace(/\[\]$|\..*$/, "")));
  return namesOf(schema).filter((name) => !known.has(name) && !MADE.includes(name));
}

test("the entry of a server action has every field of its schema", async () => {
  const missing: Record<string, string[]> = {};
  let tried = 0;
  for await (const file of glob("app/**/actions.ts")) {
    const exported: Record<string, unknown> = await import(join(process.cwd(), file));
    for (const [name, schema] of Object.entries(exported)) {
      const key = `${file.split("/").slice(1, -1).join("/")}#${name}`;
      const door = ACTIONS[key];
      if (!door || !("fields" in door)) continue;
      tried += 1;
      const lacking = missingIn(Object.keys(door.fields(world)), schema);
      if (lacking.length > 0) missing[key] = lacking;
    }
  }
  expect(missing).toEqual({});
  expect(tried).toBeGreaterThan(30);
});

test("the entry of a use case has every field of the schema that it parses", async () => {
  const missing: Record<string, string[]> = {};
  let tried = 0;
  for (const [key, door] of Object.entries(USE_CASES)) {
    const schema = await findSchema(key);
    if (schema === null) continue;
    tried += 1;
    const given = door
      .gets(world)
      .flatMap((arg) => (arg instanceof Object ? Object.keys(arg) : []));
    const lacking = missingIn(given, schema);
    if (lacking.length > 0) missing[key] = lacking;
  }
  expect(missing).toEqual({});
  expect(tried).toBeGreaterThan(30);
});

/** The schema with which the body of this use case parses its input, if it does. */
async function findSchema(key: string): Promise<unknown> {
  const [place = "", name = ""] = key.split("#");
  const source = readFileSync(`lib/${place}.ts`, "utf8");
  const body = source.slice(source.indexOf(`function ${name}(`)).split(/\n\}\n/)[0] ?? "";
  const parsed = /(\w+Input)\.parse\(/.exec(body)?.[1];
  if (parsed === undefined) return null;
  const from = new RegExp(`import [^;]*\\b${parsed}\\b[^;]* from "([^"]+)"`).exec(source)?.[1];
  const module = from?.startsWith("#lib/")
    ? from.slice("#lib/".length)
    : `${place.split("/")[0]}/schema`;
  const exported: Record<string, unknown> = await import(join(process.cwd(), `lib/${module}.ts`));
  return exported[parsed];
}
