import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";

/**
 * The names of all server actions: those of forms, as `formAction`, `guestAction` and their wrappers know them, and
 * those that are plain functions. Every export of an actions file must be one of these.
 */
export async function listActions(): Promise<string[]> {
  const names: string[] = [];
  for await (const path of glob("app/**/actions.ts")) names.push(...actionsIn(path));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`Two actions are called ${twice}`);
  return names.sort();
}

function actionsIn(path: string): string[] {
  const text = readFileSync(path, "utf8");
  const exported = [...text.matchAll(/^export (?:const|async function) (\w+)/gm)];
  return exported.map(({ 1: name = "", index }) => {
    const next = exported.find((other) => other.index > index)?.index ?? text.length;
    const body = text.slice(index, next);
    if (body.startsWith("export async function")) return name;
    const named = /(?:name: |\bstep\(\s*)"([a-z-]+)"/.exec(body)?.[1];
    if (!named) throw new Error(`${path}: ${name} does not say its name`);
    return named;
  });
}
