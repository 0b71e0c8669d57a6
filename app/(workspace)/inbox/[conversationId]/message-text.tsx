"use client";
"use no memo";

import { Suspense } from "react";
import { lazyPart } from "#components/ui/on-demand";
import { PlainText } from "#components/ui/plain-text";

/** What finds addresses knows all the ends that they can have, and most messages have none. */
const LinkedText = lazyPart(async () => {
  const part = await import("#components/ui/linked-text");
  return { default: part.LinkedText };
});

/** What every address that becomes a link has in it. */
const MAY_HOLD_ADDRESS = /https?:|www\.|@/i;

/** What a message says; its addresses become links. */
export function MessageText({ text }: { text: string }) {
  const plain = <PlainText>{text}</PlainText>;
  if (!MAY_HOLD_ADDRESS.test(text)) return plain;
  return (
    <Suspense fallback={plain}>
      <LinkedText text={text} />
    </Suspense>
  );
}
