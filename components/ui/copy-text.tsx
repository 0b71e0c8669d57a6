"use client";
"use no memo";

import { Copy } from "lucide-react";
import { buttonClass } from "./button-class.tsx";
import { showToast } from "./toast.tsx";

/** A long code that nobody reads, a hash or an id: shows its beginning, and copies the whole. */
export function CopyText({ label, text }: { label: string; text: string }) {
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => showToast(`${label} copied.`),
      () => showToast("This browser does not let pages copy.", text),
    );
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <code title={text} className="max-w-[13ch] truncate select-all">
        {text}
      </code>
      <button
        type="button"
        onClick={copy}
        aria-label={`Copy ${label}`}
        className={`${buttonClass({ variant: "quiet", size: "sm" })} tap min-h-6! px-1.5! noscript:hidden`}
      >
        <Copy aria-hidden="true" className="size-3.5" />
      </button>
    </span>
  );
}
