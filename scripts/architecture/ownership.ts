import type { ESTree } from "rolldown/utils";
import { isTest, layerOf } from "./layers.ts";
import type { Module } from "./module.ts";
import type { Project } from "./project.ts";
import { say } from "./say.ts";

const TABLES = ["accounts", "transfers", "entries"];
const WRITERS = ["insert", "update", "delete"];
const WRITTEN =
  /\b(?:insert\s+into|update|delete\s+from|truncate(?:\s+table)?|merge\s+into|copy)\s+(?:only\s+)?/;
const SQL_WRITE = new RegExp(`${WRITTEN.source}"?ledger"?\\."?\\w+`, "i");
const SQL_CALL = /"?\bledger\b"?\."?\w+"?\s*\(/i;
const SQL_WRITE_END = new RegExp(`${WRITTEN.source}$`, "i");

/** The ledger itself, the migrations that made it, and code for throw-away databases. */
const LEDGER_WRITERS = ["lib/ledger", "db", "db/testing", "scripts/bench"];

/** Only lib/ledger writes the ledger's tables, by Drizzle or by SQL. */
export function checkLedger(project: Project): string[] {
  return [...project.modules.values()].flatMap((module) => {
    if (LEDGER_WRITERS.includes(layerOf(module.path))) return [];
    return ledgerWrites(module).map((node) =>
      say(
        module.path,
        module.lineAt(node.start),
        `writes the ledger: ${excerpt(module, node)}`,
        "only lib/ledger writes the ledger's tables",
      ),
    );
  });
}

function ledgerWrites(module: Module): ESTree.Node[] {
  const locals = localTables(module);
  const isTable = (node: ESTree.Node) =>
    node.type === "Identifier"
      ? locals.tables.has(node.name)
      : node.type === "MemberExpression" &&
        node.object.type === "Identifier" &&
        locals.namespaces.has(node.object.name) &&
        node.property.type === "Identifier" &&
        TABLES.includes(node.property.name);
  return module.nodes.filter((node) => {
    switch (node.type) {
      case "CallExpression": {
        const [table] = node.arguments;
        return WRITERS.includes(methodOf(node)) && table !== undefined && isTable(table);
      }
      case "Literal":
        return typeof node.value === "string" && isWritingSql(node.value);
      case "TemplateLiteral": {
        const texts = node.quasis.map(({ value }) => value.raw);
        return (
          isWritingSql(texts.join("?")) ||
          node.expressions.some(
            (table, at) => isTable(table) && SQL_WRITE_END.test(texts[at] ?? ""),
          )
        );
      }
      default:
        return false;
    }
  });
}

function methodOf({ callee }: ESTree.CallExpression): string {
  return callee.type === "MemberExpression" && callee.property.type === "Identifier"
    ? callee.property.name
    : "";
}

function isWritingSql(text: string): boolean {
  return SQL_WRITE.test(text) || SQL_CALL.test(text);
}

/** The local names of the ledger's tables in this file. */
function localTables({ imports }: Module): { tables: Set<string>; namespaces: Set<string> } {
  const names = imports
    .filter(({ specifier }) => /(?:^#db\/|\/)schema(?:\.ts|\/ledger(?:\.ts)?)?$/.test(specifier))
    .flatMap((imported) => imported.names);
  return {
    tables: new Set(names.filter(([name]) => TABLES.includes(name)).map(([, local]) => local)),
    namespaces: new Set(names.filter(([name]) => name === "*").map(([, local]) => local)),
  };
}

/** Where the error itself lives, and the adapter to next-auth, which would put any message into an address. */
const ANSWERING = ["lib/errors.ts", "lib/auth/next-auth.ts"];

/** Only the edge adapters test for any refusal, in order to answer it. Other files may test for one, by its code. */
export function checkErrors(project: Project): string[] {
  return [...project.modules.values()].flatMap((module) => {
    const { path } = module;
    const layer = layerOf(path);
    if (["edge", "tools"].includes(layer) || ANSWERING.includes(path) || isTest(path)) return [];
    const found = module.nodes.filter(
      (node) =>
        node.type === "BinaryExpression" &&
        node.operator === "instanceof" &&
        isNamed(node.right, "DomainError"),
    );
    return found.map((node) =>
      say(
        path,
        module.lineAt(node.start),
        `asks ${excerpt(module, node)}`,
        "only lib/edge/action, route, task and page answer every refusal: ask isDomainError for one code",
      ),
    );
  });
}

const REFRESHING = "components/ui/use-refresh.tsx";

/** Only one file asks the router to show the page anew: it first makes sure that the server is there. */
export function checkRefresh(project: Project): string[] {
  return [...project.modules.values()].flatMap((module) => {
    if (module.path === REFRESHING) return [];
    const routers = module.imports
      .filter(({ specifier }) => specifier === "next/navigation")
      .flatMap(({ names }) => names.filter(([name]) => name === "useRouter"));
    if (routers.length === 0) return [];
    const calls = module.nodes.filter(
      (node) => node.type === "CallExpression" && methodOf(node) === "refresh",
    );
    return calls.map((node) =>
      say(
        module.path,
        module.lineAt(node.start),
        `refreshes by ${excerpt(module, node)}`,
        `without a server that loses the page: use ${REFRESHING}`,
      ),
    );
  });
}

function isNamed(node: ESTree.Node, name: string): boolean {
  return node.type === "Identifier" && node.name === name;
}

function excerpt({ text }: Module, { start, end }: ESTree.Node): string {
  const line = text.slice(start, end).replaceAll(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
