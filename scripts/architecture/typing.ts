import type { ESTree } from "rolldown/utils";
import type { Module } from "./module.ts";
import type { Project } from "./project.ts";
import { say } from "./say.ts";

/** Types of input in which people do not write words. */
const WORDLESS = [
  "hidden",
  "checkbox",
  "radio",
  "range",
  "file",
  "password",
  "email",
  "date",
  "submit",
];

/** Text has a direction, and may be typed with an input method: both are easy to forget in a new field. */
export function checkTyping(project: Project): string[] {
  return [...project.modules.values()].flatMap((module) => {
    if (!/^(?:app|components)\//.test(module.path) || /\.test\.tsx?$/.test(module.path)) return [];
    return module.nodes.flatMap((node) => {
      const complaint = judge(module, node);
      return complaint ? [say(module.path, module.lineAt(node.start), ...complaint)] : [];
    });
  });
}

function judge(module: Module, node: ESTree.Node): readonly [string, string] | null {
  if (node.type === "JSXOpeningElement" && isTextField(node) && !attribute(node, "dir")) {
    return ['gives a text field no dir="auto"', "a person's words have a direction of their own"];
  }
  if (node.type === "BinaryExpression" && node.right.type === "Literal") {
    const isEnter = node.right.value === "Enter";
    if (isEnter && !module.text.includes("isComposing(")) {
      return ["acts on Enter without asking isComposing", "components/ui/composition.tsx says why"];
    }
  }
  return null;
}

function isTextField(node: ESTree.JSXOpeningElement): boolean {
  if (node.name.type !== "JSXIdentifier") return false;
  if (node.name.name === "textarea") return true;
  const isWordless =
    attribute(node, "inputMode") !== undefined ||
    WORDLESS.includes(literalOf(attribute(node, "type")));
  return node.name.name === "input" && !isWordless;
}

function attribute(node: ESTree.JSXOpeningElement, name: string) {
  return node.attributes.find(
    (each) =>
      each.type === "JSXAttribute" && each.name.type === "JSXIdentifier" && each.name.name === name,
  );
}

function literalOf(given: ReturnType<typeof attribute>): string {
  const value = given?.type === "JSXAttribute" ? given.value : null;
  return value?.type === "Literal" ? String(value.value) : "";
}
