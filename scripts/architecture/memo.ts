import type { ESTree } from "rolldown/utils";
import { isTest } from "./layers.ts";
import type { Module } from "./module.ts";
import { type Project, resolveImport } from "./project.ts";
import { say } from "./say.ts";

const OPT_OUT = "use no memo";

/** What is another object each time that it is made. */
const MADE_ANEW = [
  "ArrowFunctionExpression",
  "FunctionExpression",
  "ObjectExpression",
  "ArrayExpression",
];

/**
 * The compiler that remembers what a component drew makes it almost twice as large (docs/decisions/123). A component
 * without state gains nothing from that, because whoever draws it remembers it: browsers get it as it was written. So
 * they get some that have state; but none whose effects name what only the compiler keeps the same.
 */
export function checkMemo(project: Project): string[] {
  return [...sentToBrowsers(project)].flatMap((module) => {
    const hooks = hooksOf(module);
    const isOut = module.directives.includes(OPT_OUT);
    if (isOut) return namedAnew(module, hooks);
    if (hooks.length > 0 || !drawsSomething(module)) return [];
    return [say(module.path, 1, "keeps no state, and is compiled", WHY_OUT)];
  });
}

const WHY_IN = "the compiler would keep it the same";
const WHY_OUT = `it weighs less with "${OPT_OUT}"`;

/** What effects here depend on although it is made anew each time. */
function namedAnew(module: Module, hooks: readonly ESTree.CallExpression[]): string[] {
  const made = new Set(
    module.nodes.flatMap((node) =>
      node.type === "VariableDeclarator" &&
      MADE_ANEW.includes(node.init?.type ?? "") &&
      node.id.type === "Identifier"
        ? [node.id.name]
        : [],
    ),
  );
  return hooks.flatMap(({ start, arguments: [, named] }) => {
    const all = named?.type === "ArrayExpression" ? named.elements : [];
    const found = all.find((each) => each?.type === "Identifier" && made.has(each.name));
    const name = found?.type === "Identifier" ? found.name : null;
    if (name === null) return [];
    const said = `"${OPT_OUT}" with an effect that depends on ${name}`;
    return [say(module.path, module.lineAt(start), said, WHY_IN)];
  });
}

function drawsSomething({ path, nodes }: Module): boolean {
  return path.endsWith(".tsx") && nodes.some(({ type }) => type.startsWith("JSX"));
}

function hooksOf({ nodes }: Module): ESTree.CallExpression[] {
  return nodes.filter((node) => node.type === "CallExpression").filter(isHook);
}

function isHook({ callee }: ESTree.CallExpression): boolean {
  return callee.type === "Identifier" && /^use(?:[A-Z]|$)/.test(callee.name);
}

/** Every file that says "use client", and all that they load, now or later. */
function sentToBrowsers(project: Project): Set<Module> {
  const sent = new Set<Module>();
  const visit = (module: Module): void => {
    if (sent.has(module) || module.directives.includes("use server")) return;
    sent.add(module);
    for (const { specifier, isTypeOnly } of module.imports) {
      const target = isTypeOnly ? null : resolveImport(project, module.path, specifier);
      const file = target?.kind === "file" ? project.modules.get(target.path) : undefined;
      if (file) visit(file);
    }
  };
  for (const module of project.modules.values()) {
    if (module.directives.includes("use client") && !isTest(module.path)) visit(module);
  }
  return sent;
}
