import { posix } from "node:path";
import { runsAnywhere } from "./graph.ts";
import { isTest, LAYERS, layerOf, mayImport, namesOf } from "./layers.ts";
import type { Import, Module } from "./module.ts";
import { type Project, resolveImport, type Target } from "./project.ts";
import { say } from "./say.ts";

/** The table "who may import whom". Types count like values, tests like their folder. */
export function checkImports(project: Project): string[] {
  return eachImport(project, (module, _, target) => {
    if (target.kind !== "file") return null;
    const from = layerOf(module.path);
    const to = layerOf(target.path);
    if (from === "app" && to === "app") return checkNearby(module.path, target.path);
    if (from === to) return null;
    if (to === "app") return "nothing imports app";
    if (/^lib\/[^/]+\/internal\//.test(target.path)) {
      return "internal/ holds the steps that the verbs of its own domain share";
    }
    const allowed = mayImport(from);
    if (!allowed) return `${from} is not in the table of lib/architecture.test.ts: no such domain`;
    if (isTest(module.path) && ["db/testing", "tools"].includes(to)) return null;
    const names = namesOf(target.path, runsAnywhere(project, target.path));
    if (names.some((name) => allowed.includes(name))) return null;
    return `${from} may import only ${["itself", ...allowed].join(", ")}`;
  });
}

/** A piece lives beside the one route that uses it, or in a folder above all that do. */
function checkNearby(from: string, to: string): string | null {
  const home = posix.dirname(to);
  return from.startsWith(`${home}/`)
    ? null
    : "a route uses its own pieces and those of the folders above it; share through components";
}

/** Every import names a file, a package of package.json or a builtin of Node, in the one allowed spelling. */
export function checkAddresses(project: Project): string[] {
  const computed = [...project.modules.values()].flatMap(({ path, computedImports }) =>
    path.startsWith("scripts/")
      ? []
      : computedImports.map((line) =>
          say(
            path,
            line,
            "imports a computed address",
            "write the address out, so that it can be checked",
          ),
        ),
  );
  const found = eachImport(project, (module, { specifier }, target) => {
    if (target.kind === "missing") return "there is no such file";
    if (target.kind === "package" && !isDeclared(project, target.name)) {
      return "package.json does not name this package";
    }
    return target.kind === "file" &&
      specifier.startsWith(".") &&
      leavesHome(module.path, target.path)
      ? "across folders write #lib/…, #db/…, #components/…, #scripts/…"
      : null;
  });
  return [...computed, ...found];
}

/** The types of a package that has none of its own come from `@types`. */
function isDeclared({ packages }: Project, name: string): boolean {
  return packages.has(name) || packages.has(`@types/${name}`);
}

/** Root files have no alias, so they are imported by their relative path. */
function leavesHome(from: string, to: string): boolean {
  return to.includes("/") && homeOf(from) !== homeOf(to);
}

function homeOf(path: string): string {
  const [top = "", folder = "", ...below] = path.split("/");
  return ["lib", "components"].includes(top) && below.length > 0 ? `${top}/${folder}` : top;
}

type PackageRule = {
  readonly packages: RegExp;
  readonly isAllowed: (layer: string, path: string) => boolean;
  readonly rule: string;
};

const isDomain = (layer: string) => layer.startsWith("lib/") && layer !== "lib/auth";

const PACKAGE_RULES: readonly PackageRule[] = [
  {
    packages: /^next-auth(?:\/|$)/,
    isAllowed: (layer) => layer === "lib/auth",
    rule: "only lib/auth imports next-auth",
  },
  {
    packages: /^next\/link$/,
    isAllowed: (_, path) => path === "components/ui/link.tsx",
    rule: "components/ui/link.tsx fetches ahead when somebody reaches for a link, and no earlier",
  },
  {
    packages: /^next\/headers$/,
    isAllowed: (layer) => ["app", "edge", "lib/auth"].includes(layer),
    rule: "below app only lib/auth and the edge adapters read cookies and headers",
  },
  {
    packages: /^(?:next(?!-)|react|react-dom|@tanstack\/react-query)(?:\/|$)/,
    isAllowed: (layer) => !(isDomain(layer) || ["kernel", "db", "db/seed"].includes(layer)),
    rule: "the kernel, the domains and db run without Next and React: in the worker and the seed too",
  },
  {
    packages: /^(?:drizzle-orm|postgres|pg|pg-boss)(?:\/|$)/,
    isAllowed: (layer) =>
      !(layer === "app" || layer === "kernel" || layer.startsWith("components/")),
    rule: "the database is reached through lib/<domain>, never from here",
  },
  {
    packages:
      /^(?:vitest|fast-check|rolldown|@playwright\/test|@axe-core\/playwright|@next\/playwright)(?:\/|$)/,
    isAllowed: (layer, path) =>
      isTest(path) || ["tools", "scripts/bench", "db/testing"].includes(layer),
    rule: "only tests import what tests are written with",
  },
  {
    packages: /^(?:node:)?(?:child_process|cluster|vm)$/,
    isAllowed: (layer, path) => isTest(path) || ["db", "tools", "scripts/bench"].includes(layer),
    rule: "only the launcher and the embedded database run programs: nothing that people send comes near one",
  },
  {
    packages: /^(?:server-only|client-only)$/,
    isAllowed: () => false,
    rule: "lib/architecture.test.ts checks what the browser gets; these two break Node outside Next",
  },
];

/** Packages that only one place may import. */
export function checkPackages(project: Project): string[] {
  return eachImport(project, (module, { specifier }, target) => {
    if (target.kind !== "package" && target.kind !== "builtin") return null;
    const layer = layerOf(module.path);
    const broken = PACKAGE_RULES.find(
      ({ packages, isAllowed }) => packages.test(specifier) && !isAllowed(layer, module.path),
    );
    return broken?.rule ?? null;
  });
}

function eachImport(
  project: Project,
  check: (module: Module, imported: Import, target: Target) => string | null,
): string[] {
  return [...project.modules.values()].flatMap((module) =>
    module.imports.flatMap((imported) => {
      const target = resolveImport(project, module.path, imported.specifier);
      const rule = check(module, imported, target);
      const how = imported.isTypeOnly ? "imports the type of" : "imports";
      return rule ? [say(module.path, imported.line, `${how} "${imported.specifier}"`, rule)] : [];
    }),
  );
}

/** What the table lets each layer import, as layers: to prove that the table itself has no cycle. */
export function tableArrows(): Map<string, string[]> {
  const byName = (name: string): string[] => {
    if (name === "components") return LAYERS.filter((layer) => layer.startsWith("components/"));
    if (name === "pure files of the domains")
      return LAYERS.filter((layer) => layer.startsWith("lib/"));
    if (name === "lib/edge/task") return ["edge"];
    return name === "the kernel’s formatters" ? ["kernel"] : [name];
  };
  return new Map(LAYERS.map((layer) => [layer, (mayImport(layer) ?? []).flatMap(byName)]));
}
