import { readdirSync, readFileSync } from "node:fs";
import { join, matchesGlob, posix } from "node:path";
import { type Module, parseModule } from "./module.ts";

/** Source text by path, relative to the root. Files that are not checked as text (pictures, fonts) are empty. */
export type Tree = ReadonlyMap<string, string>;

export type Project = {
  readonly tree: Tree;
  /** Every TypeScript and JavaScript file, parsed. */
  readonly modules: ReadonlyMap<string, Module>;
  /** package.json's `imports`: "#lib/*" → "lib/*.ts". */
  readonly aliases: readonly (readonly [pattern: string, target: string])[];
  /** Every package that package.json names. */
  readonly packages: ReadonlySet<string>;
};

export type Target =
  | { kind: "file"; path: string }
  | { kind: "builtin"; name: string }
  | { kind: "package"; name: string }
  | { kind: "missing" };

const CODE = /\.[mc]?[jt]sx?$/;
const TEXT = /\.(?:[mc]?[jt]sx?|css|sql|ya?ml)$/;

/** The working tree below `root`, tracked or not, without what .gitignore names and without dot folders. */
export function readTree(root: string): Tree {
  const ignored = readFileSync(join(root, ".gitignore"), "utf8")
    .split("\n")
    .map((line) => line.trim().replaceAll(/^\/|\/$/g, ""))
    .filter((line) => line !== "" && !line.startsWith("#"));
  const tree = new Map<string, string>();
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const { name } = entry;
      if (name.startsWith(".") || ignored.some((glob) => matchesGlob(name, glob))) continue;
      const path = posix.join(folder, name);
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) tree.set(path, isRead(path) ? read(join(root, path)) : "");
    }
  };
  visit("");
  return tree;
}

function isRead(path: string): boolean {
  return TEXT.test(path) || path === "package.json";
}

/** A file that was removed between listing and reading counts as empty. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

export function openProject(tree: Tree): Project {
  const manifest: unknown = JSON.parse(tree.get("package.json") ?? "{}");
  const modules = new Map<string, Module>();
  for (const [path, text] of tree) {
    if (CODE.test(path)) modules.set(path, parseModule(path, text));
  }
  return {
    tree,
    modules,
    aliases: stringEntries(field(manifest, "imports")).map(([pattern, target]) => [
      pattern,
      posix.normalize(target),
    ]),
    packages: new Set(
      ["dependencies", "devDependencies"].flatMap((name) =>
        stringEntries(field(manifest, name)).map(([dependency]) => dependency),
      ),
    ),
  };
}

/** The file or package that `specifier` names when `from` imports it. */
export function resolveImport(project: Project, from: string, specifier: string): Target {
  if (specifier.startsWith("node:")) return { kind: "builtin", name: specifier };
  const path = specifier.startsWith("#")
    ? throughAlias(project, specifier)
    : specifier.startsWith(".")
      ? posix.join(posix.dirname(from), specifier)
      : null;
  if (path === null) return { kind: "package", name: packageOf(specifier) };
  return project.tree.has(path) ? { kind: "file", path } : { kind: "missing" };
}

function throughAlias(project: Project, specifier: string): string {
  for (const [pattern, target] of project.aliases) {
    const stem = pattern.replace("*", "");
    if (specifier.startsWith(stem)) return target.replace("*", specifier.slice(stem.length));
  }
  return specifier;
}

function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function stringEntries(value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([key, entry]) => [key, String(entry)]);
}
