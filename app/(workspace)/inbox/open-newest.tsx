"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import type { Id } from "#lib/ids";
import { conversationPath, formatAsked, parseAsked } from "./inbox-address.tsx";

/** Where list and conversation stand beside each other. */
const DESK = "(width >= 48rem)";

let openedByItself: Id<"cnv"> | null = null;

/** Opens this conversation in place of the list alone, as soon as there is room for both. Draws nothing. */
export function OpenNewest({ conversationId }: { conversationId: Id<"cnv"> }) {
  const router = useRouter();
  // What is typed into the search meanwhile stays in the address.
  const query = formatAsked(parseAsked(useSearchParams()));
  useEffect(() => {
    const desk = matchMedia(DESK);
    const open = () => {
      if (!desk.matches) return;
      openedByItself = conversationId;
      const asked = parseAsked(new URLSearchParams(query));
      router.replace(conversationPath(conversationId, asked), { scroll: false });
    };
    open();
    desk.addEventListener("change", open);
    return () => desk.removeEventListener("change", open);
  }, [router, conversationId, query]);
  return null;
}

/** Whether nobody chose this conversation: then the focus stays where it is. True once for each time. */
export function wasOpenedByItself(conversationId: Id<"cnv">): boolean {
  const isIt = openedByItself === conversationId;
  openedByItself = null;
  return isIt;
}
