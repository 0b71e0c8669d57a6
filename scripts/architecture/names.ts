import { posix } from "node:path";
import { runsAnywhere } from "./graph.ts";
import { ARROWS, isTest, SHARED_COMPONENTS } from "./layers.ts";
import type { Module } from "./module.ts";
import type { Project } from "./project.ts";
import { say } from "./say.ts";

const TOP_FOLDERS = ["app", "components", "db", "docs", "e2e", "lib", "public", "scripts"];
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** "(group)", "@slot", "[param]", "[...rest]", "[[...rest]]", "(.)intercepted", "sw.js" for a file's address. */
const ROUTE_FOLDER =
  /^(?:\([a-z0-9-]+\)|[a-z0-9-]+\.[a-z]+|@[a-z0-9-]+|\[{1,2}(?:\.{3})?[a-z][a-zA-Z0-9]*\]{1,2}|(?:\(\.{1,3}\))+[a-zA-Z0-9[\]-]+)$/;
const APP_SCRIPTS = ["actions", "route", "manifest", "robots", "sitemap"];
/** Names that say nothing, so that anything would fit into such a file. */
const VAGUE = /^(?:index|utils?|helpers?|common|shared|misc|types|constants|lib)$/;

/** Folders of lib that are not domains: they carry requests and forms. */
const FLAT = ["edge", "front", "forms"];

const MACHINERY = ["auth", ...FLAT];

/** What every domain may have beside its verbs and its pure values. */
const DOMAIN_WORDS = ["schema", "policy", "queries", "tasks", "provider", "movements"];

/** Its reads, by noun; steps that its verbs share; browser code that draws nothing; the other sides of its ports. */
const DOMAIN_FOLDERS = ["queries", "internal", "client", "providers"];

/** Names of reads, which have their own place. */
const READS = /^(?:get|list|select|count)-/;

/** Every file has one obvious place, and a name that says what is in it. */
export function checkNames(project: Project): string[] {
  const found: string[] = [];
  for (const path of project.tree.keys()) {
    const rule = checkPath(path) ?? checkKind(project, path);
    if (rule) found.push(say(path, 1, "is no file of this tree", rule));
  }
  for (const module of project.modules.values()) {
    const rule = checkContents(project, module);
    if (rule) found.push(say(module.path, 1, "is not what its name says", rule));
  }
  return found;
}

function checkPath(path: string): string | null {
  const folders = path.split("/").slice(0, -1);
  const [top] = folders;
  if (top === undefined || top === "public" || top === "docs") return null;
  if (!TOP_FOLDERS.includes(top)) return `top folders are ${TOP_FOLDERS.join(", ")}`;
  const odd = folders.find(
    (folder) => !(KEBAB.test(folder) || (top === "app" && ROUTE_FOLDER.test(folder))),
  );
  if (odd !== undefined) return `folder ${odd} is not kebab-case`;
  if (path.startsWith("db/migrations/")) return null;
  const stem = stemOf(path);
  if (!KEBAB.test(stem)) return "file names are kebab-case";
  return VAGUE.test(stem) ? "name it for what is in it" : null;
}

/** The name without extensions: "accept-proposal" of accept-proposal.db.test.ts. */
function stemOf(path: string): string {
  return posix.basename(path).replace(/(?:\.db)?(?:\.test|\.spec|\.bench|\.aria)?\.[^.]+$/, "");
}

function checkKind(project: Project, path: string): string | null {
  const name = posix.basename(path);
  const extension = posix.extname(path);
  const [top = "", folder = "", ...below] = path.split("/");
  if (/\.spec\.tsx?$/.test(name)) return top === "e2e" ? null : "journeys (*.spec.ts) live in e2e";
  if (/\.bench\.ts$/.test(name)) {
    return path.startsWith("scripts/bench/") || (top === "app" && name === "route.bench.ts")
      ? null
      : "benchmarks (*.bench.ts) live in scripts/bench";
  }
  if (isTest(path))
    return top === "e2e" ? "tests in e2e are called *.spec.ts" : checkTest(project, path);
  switch (top) {
    case "app":
      return checkApp(name, extension, stemOf(path));
    case "components":
      if (below.length !== 1 || ![".ts", ".tsx"].includes(extension))
        return "components/<folder>/<name>.tsx, no deeper and no other place";
      return folder in ARROWS || SHARED_COMPONENTS.includes(folder)
        ? null
        : `folders here are ${SHARED_COMPONENTS.join(", ")} and the domains`;
    case "lib":
      if (extension !== ".ts") return "lib holds .ts files only";
      return below.length === 0 ? null : checkDomain(folder, below);
    case "db":
      return folder === "schema" && !(stemOf(path) in ARROWS) && below.length > 0
        ? "db/schema has one file per domain"
        : null;
    default:
      return null;
  }
}

/** A test is beside the file it tests, or about its whole folder; tests at the root of lib are about the tree. */
function checkTest(project: Project, path: string): string | null {
  const folder = posix.dirname(path);
  const stem = posix.join(folder, stemOf(path));
  const isBeside = [".ts", ".tsx", ".mjs"].some((extension) => project.tree.has(stem + extension));
  const isAboutFolder = project.modules
    .get(path)
    ?.imports.some(
      ({ specifier }) => specifier.startsWith("./") || specifier.startsWith("#scripts/"),
    );
  return isBeside || isAboutFolder ? null : "a test stands beside the file that it tests";
}

function checkApp(name: string, extension: string, stem: string): string | null {
  if (extension !== ".ts") return null;
  return APP_SCRIPTS.includes(stem)
    ? null
    : `${name} is neither a route's piece (.tsx) nor one of ${APP_SCRIPTS.join(", ")}: logic belongs in lib`;
}

function checkDomain(domain: string, below: readonly string[]): string | null {
  if (FLAT.includes(domain)) return below.length === 1 ? null : `lib/${domain} is one flat folder`;
  if (!(domain in ARROWS)) return `domains are ${Object.keys(ARROWS).join(", ")}`;
  if (below.length === 1) {
    return READS.test(below[0] ?? "")
      ? "a read belongs into queries.ts or queries/<noun>.ts"
      : null;
  }
  return below.length === 2 && DOMAIN_FOLDERS.includes(below[0] ?? "")
    ? null
    : `a domain's only folders are ${DOMAIN_FOLDERS.map((folder) => `${folder}/`).join(", ")}`;
}

/**
 * A domain's file is one of the shared words, or a verb that exports the function of that name, or a value (an IBAN, a
 * set of filters) that runs anywhere. lib/auth and lib/edge are machinery and not lists of verbs, so their nouns may
 * need a server.
 */
function checkContents(project: Project, module: Module): string | null {
  const { path } = module;
  const [top, domain = "", ...below] = path.split("/");
  if (module.isBarrel && path !== "db/schema.ts") return "it only passes on what others export";
  if (top !== "lib" || below.length !== 1 || MACHINERY.includes(domain) || isTest(path))
    return null;
  const stem = stemOf(path);
  if (DOMAIN_WORDS.includes(stem) || runsAnywhere(project, path)) return null;
  const wanted = stem.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return module.exportedFunctions.includes(wanted)
    ? null
    : `it needs a server, so it is ${DOMAIN_WORDS.join(", ")}, in queries/, or a verb that exports ${wanted}`;
}
