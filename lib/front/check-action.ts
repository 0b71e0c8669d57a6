import type { Field } from "./check-body.ts";
import { parseShallow } from "./parse-shallow.ts";

/*
 * How React encodes a call of a server action ("reply"). Ours are called only with plain data and forms, so nothing
 * else needs to be understood: promises, streams, maps and references to other parts are refused. React itself answers
 * a call that it cannot read with a 500.
 */

const ARGUMENTS_MAX = 8;

/** True for the fields of a script's call: "0" has the arguments, and "_1_title" is a field of a form among them. */
export function isActionCall(fields: readonly Field[]): boolean {
  const roots = fields.filter(([name]) => !/^_\d{1,4}_/.test(name));
  const [root] = roots;
  if (roots.length !== 1 || root?.[0] !== "0" || root[1] === null) return false;
  return isArguments(root[1]);
}

/**
 * True for a form that a browser itself posts. When it names an action with bound arguments, "$ACTION_1:0" says what is
 * bound, and "$ACTION_1:1" has the arguments.
 */
export function isActionForm(fields: readonly Field[]): boolean {
  const special = fields.filter(([name]) => name.startsWith("$ACTION_"));
  const values = new Map(special);
  // A name that occurs twice could be read differently here and in Next.
  if (values.size !== special.length) return false;
  return special.every(([name, value]) => {
    if (value === null) return false;
    if (name.startsWith("$ACTION_REF_"))
      return isReference(name.slice("$ACTION_REF_".length), values);
    if (/^\$ACTION_\d{1,4}:0$/.test(name))
      return values.has(name.replace(/^\$ACTION_(\d+):0$/, "$ACTION_REF_$1"));
    return /^\$ACTION_\d{1,4}:1$/.test(name)
      ? isArguments(value)
      : /^\$ACTION_(?:ID_\w+|KEY)$/.test(name);
  });
}

function isReference(number: string, values: ReadonlyMap<string, string | null>): boolean {
  if (!/^\d{1,4}$/.test(number)) return false;
  const bound = parseShallow(values.get(`$ACTION_${number}:0`) ?? "")?.value;
  if (!(bound instanceof Object) || !("id" in bound) || typeof bound.id !== "string") return false;
  if (!("bound" in bound) || bound.bound === null) return true;
  return bound.bound === "$@1" && values.has(`$ACTION_${number}:1`);
}

/** The actions named by a form that a browser itself posts. */
export function actionsOf(fields: readonly Field[]): string[] {
  return fields.flatMap(([name, value]) => {
    if (name.startsWith("$ACTION_ID_")) return [name.slice("$ACTION_ID_".length)];
    if (!/^\$ACTION_\d{1,4}:0$/.test(name)) return [];
    const bound = parseShallow(value ?? "")?.value;
    return bound instanceof Object && "id" in bound ? [String(bound.id)] : [];
  });
}

function isArguments(text: string): boolean {
  const list = parseShallow(text)?.value;
  return Array.isArray(list) && list.length <= ARGUMENTS_MAX && list.every(isPlain);
}

/** Plain data, as React encodes it: a text that begins with "$" stands for something else, "$$" for "$" itself. */
function isPlain(value: unknown): boolean {
  if (typeof value === "string") {
    return !value.startsWith("$") || /^\$(?:\$|undefined$|K[0-9a-f]{1,4}$)/.test(value);
  }
  if (Array.isArray(value)) return value.every(isPlain);
  if (!(value instanceof Object)) return true;
  return Object.entries(value).every(([name, part]) => name !== "__proto__" && isPlain(part));
}
