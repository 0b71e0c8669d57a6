import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Fields } from "./actions.ts";
import { type Answer, knock, SAME_SITE } from "./knock.ts";

export type ActionCall = {
  readonly id: string;
  /** The page that the call is sent to, as by a browser's script. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** The answer of a form's action: a state of the form, somewhere to go, or nothing that a form could show. */
export type ActionOutcome = Answer & {
  readonly kind: "success" | "error" | "redirect" | "none";
  readonly message: string;
  /** The form says that something went wrong on our side. */
  readonly isOurFault: boolean;
  /** It had gone through before: nothing was done this time. */
  readonly isRepeat: boolean;
};

type Value = string | { readonly bytes: Uint8Array } | { readonly file: string };
/** What is sent in place of a form: texts, lists of them, bytes that are not text, and files. */
export type Sent = Fields | Readonly<Record<string, Value | readonly string[]>>;
type Parts = (readonly [name: string, value: Value])[];

/** Sends a form's fields to a server action, as React's client does: `[state, FormData]`. */
export function callAction(address: string, call: ActionCall, sent: Sent): Promise<ActionOutcome> {
  const parts = partsOf(sent, "_1_");
  parts.push(["0", JSON.stringify([{ status: "idle" }, "$K1"])]);
  return sendParts(address, call, parts);
}

/** Sends arguments that no form sends: `root` stands for the list of arguments. */
export function callWith(address: string, call: ActionCall, root: string): Promise<ActionOutcome> {
  return sendParts(address, call, [["0", root]]);
}

/** Posts a form's fields as a browser without scripts does: the answer is a page or a redirect. */
export function postForm(address: string, { id, path, headers }: ActionCall, sent: Sent) {
  return post(address, { path, headers: { accept: "text/html", ...headers } }, [
    ["$ACTION_REF_1", ""],
    ["$ACTION_1:0", JSON.stringify({ id, bound: "$@1" })],
    ["$ACTION_1:1", JSON.stringify([{ status: "idle" }])],
    ["$ACTION_KEY", "k1"],
    ...partsOf(sent, ""),
  ]);
}

function partsOf(sent: Sent, prefix: string): Parts {
  return Object.entries(sent).flatMap(([name, value]): Parts => {
    const values: readonly Value[] = Array.isArray(value) ? value : [value];
    return values.map((each) => [`${prefix}${name}`, each]);
  });
}

async function sendParts(
  address: string,
  { id, path, headers }: ActionCall,
  parts: Parts,
): Promise<ActionOutcome> {
  const own = { accept: "text/x-component", "next-action": id, ...headers };
  const answer = await post(address, { path, headers: own }, parts);
  return { ...answer, ...readOutcome(answer) };
}

function post(
  address: string,
  { path, headers }: Omit<ActionCall, "id">,
  parts: Parts,
): Promise<Answer> {
  const boundary = `door${randomUUID()}`;
  return knock(address, {
    method: "POST",
    path,
    headers: {
      "content-type": `multipart/form-data; boundary=${boundary}`,
      origin: address,
      ...SAME_SITE,
      ...headers,
    },
    body: multipart(boundary, parts),
  });
}

function multipart(boundary: string, parts: Parts): Buffer {
  const pieces = parts.flatMap(([name, value]) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"`),
    ...contentOf(value),
    Buffer.from("\r\n"),
  ]);
  return Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]);
}

function contentOf(value: Value): Uint8Array[] {
  if (typeof value === "string") return [Buffer.from(`\r\n\r\n${value}`)];
  if ("bytes" in value) return [Buffer.from("\r\n\r\n"), value.bytes];
  return [Buffer.from(`; filename="a.bin"\r\nContent-Type: text/plain\r\n\r\n${value.file}`)];
}

type Told = Pick<ActionOutcome, "kind" | "message" | "isOurFault" | "isRepeat">;

/** The action's own row in React's stream: row 0, which need not come first, names it. */
function readOutcome({ status, headers, body }: Answer): Told {
  const nothing = { kind: "none", message: "", isOurFault: false, isRepeat: false } as const;
  const leadsTo = headers["x-action-redirect"];
  if (leadsTo) return { ...nothing, kind: "redirect", message: String(leadsTo) };
  if (status !== 200) return nothing;
  // Split by hand: for a regular expression a line also ends at U+2028, which a typed text may contain.
  const rows = body.split("\n");
  const root = rows.find((line) => line.startsWith("0:")) ?? "";
  const name = /"a":"\$@([0-9a-f]+)"/.exec(root)?.[1];
  const row = rows.find((line) => line.startsWith(`${name}:{`))?.slice(`${name}:`.length);
  const state = formState.safeParse(row === undefined ? null : JSON.parse(row));
  if (!state.success) return nothing;
  const { message = "", fieldErrors = {}, requestId, isRepeat = false } = state.data;
  return {
    kind: state.data.status === "success" ? "success" : "error",
    message: `${message} ${JSON.stringify(fieldErrors)}`,
    isOurFault: requestId !== undefined,
    isRepeat: state.data.status === "repeat" || isRepeat,
  };
}

const formState = z.object({
  status: z.string(),
  message: z.string().optional(),
  fieldErrors: z.record(z.string(), z.unknown()).optional(),
  requestId: z.string().optional(),
  isRepeat: z.boolean().optional(),
});
