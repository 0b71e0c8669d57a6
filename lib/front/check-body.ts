import { Busboy, type BusboyHeaders } from "@fastify/busboy";
import type { ErrorCode } from "#lib/errors";
import { actionsOf, isActionCall, isActionForm } from "./check-action.ts";
import { parseShallow } from "./parse-shallow.ts";

/** More than any of our forms has when every list in it is full. */
const FIELDS_MAX = 300;
const FIELD_NAME_MAX_BYTES = 200;

export type BodyHead = {
  readonly contentType: string;
  /** The server action that a script calls; null for everything else. */
  readonly actionId: string | null;
  /** Whether this build has an action. */
  readonly isAction: (actionId: string) => boolean;
};

/** A form's fields in the order in which they came; a file counts as a field without text. */
export type Field = readonly [name: string, value: string | null];

/**
 * What is wrong with a whole body, or null. Looks at each byte a fixed number of times, before anything behind it does
 * work that grows faster than the body: there, reading a form is quadratic in its fields.
 */
export async function findBodyFault(body: Buffer, head: BodyHead): Promise<ErrorCode | null> {
  const type = head.contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "multipart/form-data") return findFormFault(body, head);
  if (type === "application/x-www-form-urlencoded") {
    return body.toString("latin1").split("&", FIELDS_MAX + 1).length > FIELDS_MAX
      ? "too_many_fields"
      : null;
  }
  if (head.actionId !== null) {
    return isActionCall([["0", body.toString("utf8")]]) ? null : "malformed";
  }
  if (type === "application/json") return parseShallow(body.toString("utf8")) ? null : "malformed";
  return null;
}

async function findFormFault(body: Buffer, head: BodyHead): Promise<ErrorCode | null> {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))/i.exec(head.contentType);
  if (!boundary) return "malformed";
  // The parser's own limit is not enough, because it still scans the parts that it drops: 16,000 parts take it two
  // seconds.
  if (isMoreOften(body, `--${boundary[1] ?? boundary[2]}`, FIELDS_MAX + 1))
    return "too_many_fields";
  const fields = await readFields(body, head.contentType);
  if (typeof fields === "string") return fields;
  if (head.actionId !== null) return isActionCall(fields) ? null : "malformed";
  const actions = actionsOf(fields);
  // Only actions take forms of this kind.
  if (actions.length === 0 || !isActionForm(fields)) return "malformed";
  return actions.every(head.isAction) ? null : "outdated_form";
}

function isMoreOften(body: Buffer, text: string, times: number): boolean {
  let [at, found] = [-1, 0];
  do {
    at = body.indexOf(text, at + 1);
    if (at !== -1) found += 1;
  } while (at !== -1 && found <= times);
  return found > times;
}

/** The fields of a multipart body, or why they cannot be read. */
async function readFields(
  body: Buffer,
  contentType: string,
): Promise<readonly Field[] | ErrorCode> {
  try {
    const headers: BusboyHeaders = { "content-type": contentType };
    const parser = new Busboy({
      headers,
      limits: { parts: FIELDS_MAX, headerPairs: 20, fieldNameSize: FIELD_NAME_MAX_BYTES },
    });
    return await new Promise<readonly Field[] | ErrorCode>((resolve) => {
      const fields: Field[] = [];
      parser.on("field", (name, value) => fields.push([name, value]));
      parser.on("file", (name, file) => {
        fields.push([name, null]);
        file.on("error", () => resolve("malformed")).resume();
      });
      parser.on("partsLimit", () => resolve("too_many_fields"));
      parser.on("error", () => resolve("malformed"));
      parser.on("finish", () => resolve(fields));
      parser.end(body);
    });
  } catch {
    return "malformed";
  }
}
