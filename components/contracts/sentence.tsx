import { Fragment } from "react";
import { Time } from "#components/ui/time";
import type { Sentence } from "#lib/contracts/contract-views";

/** Text with times in it, each in the reader's zone. `inline` inside links, buttons and captions. */
export function SentenceText({ parts, inline = false }: { parts: Sentence; inline?: boolean }) {
  return parts.map((part) =>
    typeof part === "string" ? (
      <Fragment key={part}>{part}</Fragment>
    ) : (
      <Time key={part.moment.toISOString()} at={part.moment} format={part.form} inline={inline} />
    ),
  );
}
