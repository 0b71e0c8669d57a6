import { escapeHtml } from "#lib/text";

/** HTML that is safe to write as it stands. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | null | Html | readonly Html[];

/** HTML around values: what is not HTML already is written as plain text. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const written = parts.map((part, n) => `${write(part)}${strings[n + 1]}`);
  return new Html(`${strings[0]}${written.join("")}`);
}

function write(part: Part): string {
  if (part === null) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(({ text }) => text).join("\n");
  return escapeHtml(String(part));
}
