import type { MessageView, QuoteView } from "./schema.ts";

export const QUOTE_MAX = 140;

/** The beginning of a message in one line: whole characters, at most 140 of them. */
export function oneLine(body: string): string {
  const line = body
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 2 * QUOTE_MAX);
  const characters = [...line];
  if (characters.length <= QUOTE_MAX) return line;
  const beginning = characters.slice(0, QUOTE_MAX - 1).join("");
  return `${beginning.trimEnd()}…`;
}

/** A message as an answer to it quotes it. */
export function quoteOf(message: MessageView): QuoteView {
  return {
    seq: message.seq,
    senderId: message.senderId,
    text: oneLine(message.body),
    fileName: message.files[0]?.name ?? null,
    isDeleted: message.deletedAt !== null,
  };
}

/** Messages whose quotes say what the quoted ones say now, as far as those are among `changed`. */
export function requote(
  messages: readonly MessageView[],
  changed: readonly MessageView[],
): MessageView[] {
  const latest = new Map(changed.map((message) => [message.seq, message]));
  return messages.map((message) => {
    const quoted = message.replyTo && latest.get(message.replyTo.seq);
    return quoted ? { ...message, replyTo: quoteOf(quoted) } : message;
  });
}
