import { type ESTree, parseSync } from "rolldown/utils";

export type Import = {
  readonly specifier: string;
  readonly line: number;
  /** `import type` and `import("…").T`: gone when the program runs. */
  readonly isTypeOnly: boolean;
  /** `import("…")` as an expression: runs later, or never. */
  readonly isDynamic: boolean;
  /** `export … from`. */
  readonly isReexport: boolean;
  /** Imported names and their local names; a namespace is imported as "*". */
  readonly names: readonly (readonly [imported: string, local: string])[];
};

export type Comment = {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
};

/** One parsed source file. */
export type Module = {
  readonly path: string;
  readonly text: string;
  /** All its nodes, parents before children. */
  readonly nodes: readonly ESTree.Node[];
  readonly comments: readonly Comment[];
  /** "use client", "use server". */
  readonly directives: readonly string[];
  readonly imports: readonly Import[];
  /** Imports with a computed path, which nothing can check. */
  readonly computedImports: readonly number[];
  readonly exportedFunctions: readonly string[];
  /** Nothing but imports and `export … from`. */
  readonly isBarrel: boolean;
  readonly errors: readonly string[];
  lineAt(offset: number): number;
};

/** Reads TypeScript, JSX included, with the parser that Vitest itself builds on. Syntax errors become `errors`. */
export function parseModule(path: string, text: string): Module {
  const result = parseSync(path, text, { preserveParens: false });
  const { program } = result;
  const lineAt = lineFinder(text);
  const nodes = nodesOf(program);
  const lazy = lazyImports(nodes, lineAt);
  return {
    path,
    text,
    nodes,
    comments: result.comments.map(({ start, end, value }) => ({
      line: lineAt(start),
      start,
      end,
      text: value,
    })),
    directives: program.body.flatMap((node) =>
      node.type === "ExpressionStatement" &&
      "directive" in node &&
      typeof node.directive === "string"
        ? [node.directive]
        : [],
    ),
    imports: [...program.body.flatMap((node) => staticImport(node, lineAt)), ...lazy.imports],
    computedImports: lazy.computed,
    exportedFunctions: program.body.flatMap(exportedFunctionNames),
    isBarrel:
      program.body.some(isReexport) &&
      program.body.every((node) => isReexport(node) || node.type === "ImportDeclaration"),
    errors: result.errors.map((error) => error.message),
    lineAt,
  };
}

type Statement = ESTree.Program["body"][number];

function isReexport(node: Statement): boolean {
  return (
    node.type === "ExportAllDeclaration" ||
    (node.type === "ExportNamedDeclaration" && node.source !== null)
  );
}

function staticImport(node: Statement, lineAt: (offset: number) => number): Import[] {
  switch (node.type) {
    case "ImportDeclaration":
      return [
        {
          specifier: node.source.value,
          line: lineAt(node.start),
          isTypeOnly: node.importKind === "type",
          isDynamic: false,
          isReexport: false,
          names: node.specifiers.map((specifier) => [
            specifier.type === "ImportSpecifier" ? nameOf(specifier.imported) : "*",
            specifier.local.name,
          ]),
        },
      ];
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
      if (!node.source) return [];
      return [
        {
          specifier: node.source.value,
          line: lineAt(node.start),
          isTypeOnly: node.exportKind === "type",
          isDynamic: false,
          isReexport: true,
          names:
            node.type === "ExportAllDeclaration"
              ? [["*", "*"]]
              : node.specifiers.map((specifier) => [
                  nameOf(specifier.local),
                  nameOf(specifier.exported),
                ]),
        },
      ];
    default:
      return [];
  }
}

/** The tree, flattened. The parser returns neither positions of tokens (`range`) nor `parent`. */
function nodesOf(program: ESTree.Program): ESTree.Node[] {
  const found: ESTree.Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    else if (isNode(value)) {
      found.push(value);
      for (const child of Object.values(value)) visit(child);
    }
  };
  visit(program);
  return found;
}

/** Guarantee: within a parsed program every object that has a type and a position is a node. */
function isNode(value: unknown): value is ESTree.Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

function lazyImports(nodes: readonly ESTree.Node[], lineAt: (offset: number) => number) {
  const imports: Import[] = [];
  const computed: number[] = [];
  const rest = { isReexport: false, names: [] };
  for (const node of nodes) {
    if (node.type === "TSImportType") {
      const specifier = node.source.value;
      imports.push({
        ...rest,
        specifier,
        line: lineAt(node.start),
        isTypeOnly: true,
        isDynamic: false,
      });
    }
    if (node.type !== "ImportExpression") continue;
    const line = lineAt(node.start);
    if (node.source.type === "Literal" && typeof node.source.value === "string") {
      imports.push({
        ...rest,
        specifier: node.source.value,
        line,
        isTypeOnly: false,
        isDynamic: true,
      });
    } else computed.push(line);
  }
  return { imports, computed };
}

function exportedFunctionNames(node: Statement): string[] {
  if (node.type !== "ExportNamedDeclaration" || !node.declaration) return [];
  const { declaration } = node;
  if (declaration.type === "FunctionDeclaration")
    return declaration.id ? [declaration.id.name] : [];
  if (declaration.type !== "VariableDeclaration") return [];
  return declaration.declarations.flatMap(({ id, init }) =>
    id.type === "Identifier" && init !== null && isFunctionMaker(init) ? [id.name] : [],
  );
}

/** A function, or the result of one (`task(…)`, `cache(…)`), which may be a function. */
function isFunctionMaker(init: ESTree.Expression): boolean {
  return ["ArrowFunctionExpression", "FunctionExpression", "CallExpression"].includes(init.type);
}

function nameOf(name: ESTree.ModuleExportName): string {
  return name.type === "Literal" ? name.value : name.name;
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    const after = starts.findIndex((start) => start > offset);
    return after === -1 ? starts.length : after;
  };
}
