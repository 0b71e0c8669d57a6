import { SHARE_PATH, SHARED_MAX_BYTES, SHARED_MAX_FILES } from "../policy.ts";
import type { KeptPages } from "./kept-pages.ts";
import type { SharedThings } from "./notices.ts";
import { type Bytes, bytesOf } from "./vault.ts";
import type { PageRequest } from "./worker-scope.ts";

/*
 * What another app shares with WorkHub arrives as a form that the browser posts. It never goes to the server: the worker
 * keeps it, sealed like a page, until the person has chosen where it goes.
 */

const NAME = "shared";
/** The length of what describes the files, before it and them. */
const LENGTH_BYTES = 4;

type Description = {
  readonly text: string;
  readonly files: readonly {
    readonly name: string;
    readonly type: string;
    readonly size: number;
  }[];
};

/** Keeps what was shared and leads to the page that asks where it goes. */
export async function keepShared(pages: KeptPages, request: PageRequest): Promise<Response> {
  const things = readForm(await request.formData());
  const bytes = things.files.reduce((total, { size }) => total + size, 0);
  const isTooMuch = things.files.length > SHARED_MAX_FILES || bytes > SHARED_MAX_BYTES;
  const isKept = !isTooMuch && (await pages.put(NAME, await pack(things)));
  return redirectTo(
    isTooMuch ? `${SHARE_PATH}?too-much` : isKept ? SHARE_PATH : `${SHARE_PATH}?nobody`,
  );
}

/** Gives out what was shared, once. */
export async function takeShared(pages: KeptPages): Promise<SharedThings | null> {
  const packed = await pages.take(NAME);
  return packed && unpack(packed);
}

/** As after any form: the address that follows is asked for with GET. */
function redirectTo(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path } });
}

function readForm(form: FormData): SharedThings {
  const words = ["title", "text", "url"].map((name) => form.get(name));
  const texts = words.filter((word) => typeof word === "string" && word.trim() !== "");
  const files = form.getAll("files").filter((file) => file instanceof File);
  return { text: [...new Set(texts)].join("\n"), files: files.filter(({ size }) => size > 0) };
}

export async function pack({ text, files }: SharedThings): Promise<Bytes> {
  const described: Description = {
    text,
    files: files.map(({ name, type, size }) => ({ name, type, size })),
  };
  const head = bytesOf(JSON.stringify(described));
  const length = new DataView(new ArrayBuffer(LENGTH_BYTES));
  length.setUint32(0, head.byteLength);
  return new Uint8Array(await new Blob([length, head, ...files]).arrayBuffer());
}

export function unpack(packed: Bytes): SharedThings {
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0);
  let at = LENGTH_BYTES + length;
  const head = new TextDecoder().decode(packed.subarray(LENGTH_BYTES, at));
  const { text, files }: Description = JSON.parse(head);
  return {
    text,
    files: files.map(({ name, type, size }) => {
      at += size;
      return new File([packed.subarray(at - size, at)], name, { type });
    }),
  };
}
