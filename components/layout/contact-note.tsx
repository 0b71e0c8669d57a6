"use no memo";

import { Info } from "lucide-react";
import { cn } from "#components/ui/cn";
import type { Hint, HintKind } from "#lib/shield/policy";

const WHAT: Readonly<Record<HintKind, string>> = {
  email: "an e-mail address",
  phone: "a telephone number",
  messenger: "a way to write to each other elsewhere",
  payment: "paying outside this platform",
};

/** Says what in a text leads away from here, and what that would mean. Nothing is refused because of it. */
export function ContactNote({
  hints,
  to,
  className,
}: {
  hints: readonly Hint[];
  /** Who reads it: the one who is still writing, the one who has sent it, or the other side. */
  to: "writer" | "author" | "reader";
  className?: string;
}) {
  if (hints.length === 0) return null;
  return (
    <p className={cn("flex gap-2 text-sm text-ink-2", className)}>
      <Info aria-hidden="true" className="mt-0.5 size-4 flex-none text-ink-3" />
      <span className="min-w-0">
        {BEGINNINGS[to]} <Found hints={hints} />. {MEANINGS[to]}
      </span>
    </p>
  );
}

const BEGINNINGS = {
  writer: "This mentions",
  author: "The other side is told that this mentions",
  reader: "This mentions",
} as const;

const MEANINGS = {
  writer:
    "You may send it, and the other side is told. Only what is agreed on and paid here is held until the work is approved.",
  author: "Only what is agreed on and paid here is held until the work is approved.",
  reader:
    "Be careful: what is paid outside is not held until you have the work, and nobody here can help you to get it back.",
} as const;

function Found({ hints }: { hints: readonly Hint[] }) {
  return hints.map(({ kind, words }, index) => (
    <span key={kind}>
      {index > 0 && (index === hints.length - 1 ? " and " : ", ")}
      {WHAT[kind]} (“<bdi>{words}</bdi>”)
    </span>
  ));
}
