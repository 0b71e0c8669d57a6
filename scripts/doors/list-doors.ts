import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ARROWS } from "../architecture/layers.ts";

/*
 * Every way into the product, read from the tree and from the build, so that nobody has to remember to list a new one.
 */

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** "/contracts/[contractId]" of app/(workspace)/contracts/[contractId]/page.tsx. */
function toPattern(file: string): string {
  const folders = file.split("/").slice(1, -1);
  return `/${folders.filter((folder) => !folder.startsWith("(")).join("/")}`;
}

export async function listPages(): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob("app/**/page.tsx")) found.push(toPattern(file));
  return found.sort();
}

/** "GET /api/jobs" for each method that a route handler exports. */
export async function listRoutes(): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob("app/**/route.ts")) {
    const source = readFileSync(file, "utf8");
    const isExported = (method: string) =>
      new RegExp(`export (?:const|async function) ${method}\\b|\\bas ${method}\\b`).test(source);
    for (const method of METHODS.filter(isExported)) found.push(`${method} ${toPattern(file)}`);
  }
  return found.sort();
}

const ACTION = /export (?:const|async function) (\w+Action)\b/g;

/** "(workspace)/wallet/withdraw#withdrawAction" for each function that a form or a script may call from outside. */
export async function listActions(): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob("app/**/actions.ts")) {
    const names = readFileSync(file, "utf8").matchAll(ACTION);
    for (const [, name = ""] of names) found.push(nameAction(file, name));
  }
  return found.sort();
}

function nameAction(file: string, name: string): string {
  return `${file.split("/").slice(1, -1).join("/")}#${name}`;
}

export type ServerAction = {
  readonly name: string;
  readonly id: string;
  /** A page that has it, as `listPages` writes it. */
  readonly page: string;
};

const manifest = z.object({
  node: z.record(
    z.string(),
    z.object({
      workers: z.record(z.string(), z.unknown()),
      exportedName: z.string(),
      filename: z.string(),
    }),
  ),
});

/** The ids by which the production build in this folder knows its actions. */
export function findActions(buildFolder: string): ServerAction[] {
  const path = join(buildFolder, "server", "server-reference-manifest.json");
  const { node } = manifest.parse(JSON.parse(readFileSync(path, "utf8")));
  return Object.entries(node).map(([id, { workers, exportedName, filename }]) => {
    const page = Object.keys(workers).find((worker) => worker.endsWith("/page"));
    if (page === undefined) throw new Error(`No page carries ${exportedName}`);
    return { name: nameAction(filename, exportedName), id, page: toPattern(page) };
  });
}

/** An actor first, and a promise as the result: functions that only build a condition are no doors. */
const TOLD_WHO =
  /export (?:async )?function (\w+)\(\s*(?:actor|\{[^}]*\}): (?:(?:SignedIn|Verified)?Actor|(?:Verified)?Prover)\b(?:(?!\n\})[\s\S])*?\): Promise\b/g;

/** "contracts/submit-work#submitWork" for each function of a domain that takes an actor. */
export async function listUseCases(): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob(`lib/{${Object.keys(ARROWS).join(",")}}/{,queries/}*.ts`)) {
    if (/\.test\.ts$|\/(?:policy|schema)\.ts$/.test(file)) continue;
    const place = file.slice("lib/".length, -".ts".length);
    for (const [, name = ""] of readFileSync(file, "utf8").matchAll(TOLD_WHO)) {
      found.push(`${place}#${name}`);
    }
  }
  return found.sort();
}

export type UseCase = {
  readonly name: string;
  readonly call: (...args: readonly unknown[]) => unknown;
  /** The position of the transaction that it may join among its parameters; null when it has none. */
  readonly txAt: number | null;
};

/** The functions behind these names. */
export function loadUseCases(names: readonly string[]): Promise<UseCase[]> {
  return Promise.all(
    names.map(async (name) => {
      const [place = "", exported = ""] = name.split("#");
      const module: Record<string, unknown> = await import(`#lib/${place}`);
      const value = module[exported];
      if (typeof value !== "function") throw new Error(`${name} is not a function`);
      const parameters = parametersOf(readFileSync(`lib/${place}.ts`, "utf8"), exported);
      const txAt = parameters.findIndex((parameter) => /^tx\??: Tx\b/.test(parameter));
      return { name, call: (...args) => value(...args), txAt: txAt === -1 ? null : txAt };
    }),
  );
}

/** "actor: Actor", "input: FileInput", "tx?: Tx" of the function with this name. */
function parametersOf(source: string, name: string): string[] {
  const start = source.indexOf(`function ${name}(`) + `function ${name}(`.length;
  const found = [""];
  let depth = 0;
  for (const sign of source.slice(start).replaceAll("=>", "")) {
    if (")]}>".includes(sign)) depth -= 1;
    if (depth < 0) break;
    if ("([{<".includes(sign)) depth += 1;
    if (sign === "," && depth === 0) found.push("");
    else found[found.length - 1] += sign;
  }
  return found.map((parameter) => parameter.trim());
}
