import type { ESTree } from "rolldown/utils";
import type { Module } from "./module.ts";
import type { Project } from "./project.ts";
import { say } from "./say.ts";

const SILENCED =
  /@ts-(?:ignore|expect-error|nocheck)|biome-ignore|eslint-disable|prettier-ignore|oxlint-disable|v8 ignore|istanbul ignore/;
const UNFINISHED = /\b(?:TODO|FIXME|XXX|HACK)\b/;
const TEST_FUNCTIONS = ["it", "test", "describe", "suite", "bench"];
const WEAKENED = ["only", "skip", "todo", "fixme", "fails", "fail", "skipIf", "runIf"];

/** Files must parse, hide no error from the compiler, and be finished. */
export function checkHygiene(project: Project): string[] {
  const inModules = [...project.modules.values()].flatMap((module) => [
    ...module.errors.map((error) => say(module.path, 1, "does not parse", error)),
    ...checkComments(module),
    ...checkSyntax(module),
  ]);
  const inOthers = [...project.tree].flatMap(([path, text]) => {
    if (project.modules.has(path) || !/\.(?:css|sql|ya?ml)$/.test(path)) return [];
    return text.split("\n").flatMap((line, index) => sayComment(path, index + 1, line));
  });
  return [...inModules, ...inOthers];
}

function checkComments(module: Module): string[] {
  return module.comments.flatMap(({ line, text }) => sayComment(module.path, line, text));
}

function sayComment(path: string, line: number, text: string): string[] {
  const silenced = SILENCED.exec(text)?.[0];
  if (silenced) return [say(path, line, `says ${silenced}`, "solve what the tool complains about")];
  const unfinished = UNFINISHED.exec(text)?.[0];
  return unfinished ? [say(path, line, `says ${unfinished}`, "finish it, or file an issue")] : [];
}

type Complaint = readonly [what: string, rule: string];

function checkSyntax(module: Module): string[] {
  const helpers = documentedFunctions(module);
  const found = module.nodes.flatMap((node) => {
    const complaint = judge(module, node, helpers);
    return complaint ? [say(module.path, module.lineAt(node.start), ...complaint)] : [];
  });
  return [...new Set(found)];
}

function judge(module: Module, node: ESTree.Node, helpers: readonly Span[]): Complaint | null {
  switch (node.type) {
    case "TSAnyKeyword":
      return ["uses any", "name the type, or take unknown and check"];
    case "TSNonNullExpression":
      return ["asserts with !", "check for null"];
    case "VariableDeclarator":
    case "PropertyDefinition":
      return node.definite ? ["asserts with !", "give it a value"] : null;
    case "TSAsExpression":
    case "TSTypeAssertion": {
      const { start, end } = node.typeAnnotation;
      const isAllowed =
        module.text.slice(start, end) === "const" ||
        helpers.some((helper) => helper.start <= node.start && node.end <= helper.end);
      return isAllowed
        ? null
        : ["casts", "a cast stands in a named function whose docstring says why it holds"];
    }
    case "NewExpression":
      return judgeCode(node);
    case "AssignmentExpression":
      return /^(?:inner|outer)HTML$/.test(propertyOf(node.left)) ? MARKUP : null;
    case "JSXAttribute":
      return node.name.name === "dangerouslySetInnerHTML" ? MARKUP : null;
    case "CallExpression":
      if (propertyOf(node.callee) === "insertAdjacentHTML") return MARKUP;
      if (judgeCode(node)) return judgeCode(node);
      return /\.(?:test|spec)\.tsx?$/.test(module.path) ? judgeTest(node) : null;
    default:
      return null;
  }
}

const MARKUP: Complaint = ["writes markup", "React and the DOM write text, which cannot run"];

/** Finds text that is run as code. */
function judgeCode({ callee }: ESTree.CallExpression | ESTree.NewExpression): Complaint | null {
  return callee.type === "Identifier" && /^(?:eval|Function)$/.test(callee.name)
    ? ["makes code of text", "write the code out"]
    : null;
}

/** "innerHTML" of `element.innerHTML`; empty for anything else. */
function propertyOf(node: ESTree.Node): string {
  return node.type === "MemberExpression" && node.property.type === "Identifier"
    ? node.property.name
    : "";
}

type Span = { readonly start: number; readonly end: number };

/** The places of functions that have a name and a docstring right before them. */
function documentedFunctions({ nodes, comments, text }: Module): Span[] {
  const ends = comments.filter(({ start }) => text.startsWith("/**", start)).map(({ end }) => end);
  return nodes.filter((node) => {
    const isFunction =
      node.type === "FunctionDeclaration" ||
      node.type === "MethodDefinition" ||
      (node.type === "VariableDeclaration" &&
        node.declarations.every(({ init }) => init?.type === "ArrowFunctionExpression"));
    return (
      isFunction &&
      ends.some(
        (end) => end <= node.start && /^\s*(?:export\s+)?$/.test(text.slice(end, node.start)),
      )
    );
  });
}

function judgeTest(node: ESTree.CallExpression): Complaint | null {
  const [root = "", ...steps] = nameChain(node.callee);
  if (/^[xf](?:it|test|describe)$/.test(root)) return [`calls ${root}`, "every test runs"];
  if (!TEST_FUNCTIONS.includes(root)) return null;
  const weak = steps.find((step) => WEAKENED.includes(step));
  if (weak) return [`calls ${root}.${weak}`, "every test runs"];
  const [title, body] = node.arguments;
  return title && body && isBlank(title) ? ["has no title", "the title is the guarantee"] : null;
}

/** ["it", "concurrent", "each"] of it.concurrent.each(…); empty for anything else. */
function nameChain(node: ESTree.Node): string[] {
  if (node.type === "Identifier") return [node.name];
  if (node.type === "CallExpression") return nameChain(node.callee);
  if (node.type !== "MemberExpression" || node.property.type !== "Identifier") return [];
  const start = nameChain(node.object);
  return start.length === 0 ? [] : [...start, node.property.name];
}

function isBlank(title: ESTree.Node): boolean {
  if (title.type === "Literal") return typeof title.value === "string" && title.value.trim() === "";
  return (
    title.type === "TemplateLiteral" &&
    title.expressions.length === 0 &&
    title.quasis.every(({ value }) => value.raw.trim() === "")
  );
}
