import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";

/** What a text in Markdown (CommonMark) consists of. There are no pictures in it. */
export function readMarkdown(text: string): Root {
  return fromMarkdown(text, { extensions: [{ disable: { null: ["labelStartImage"] } }] });
}

/** The address of a link in a text, where it leads to the web or to mail; null for every other one. */
export function safeAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  return ["https:", "http:", "mailto:"].includes(new URL(address).protocol) ? address : null;
}
