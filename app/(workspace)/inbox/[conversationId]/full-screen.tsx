"use no memo";

import { useLayoutEffect } from "react";

const PHONE = "(width < 48rem)";

/** On a phone the conversation fills the screen, above everything; beside the list it is a separate column. */
export const roomClass =
  "max-md:fixed max-md:inset-x-0 max-md:top-[calc(var(--room-top,0px)+var(--as-of-height))] max-md:z-30 max-md:h-[calc(var(--room-height,100dvh)-var(--as-of-height))] max-md:bg-paper md:min-h-0";

/**
 * While the conversation fills a phone's screen, what lies beneath takes no focus, and the conversation ends where the
 * keyboard begins: some browsers lay the keyboard over the page instead of making the page smaller.
 */
export function useFullScreen(room: HTMLElement | null): void {
  useLayoutEffect(() => {
    const phone = matchMedia(PHONE);
    const viewport = window.visualViewport;
    const follow = () => {
      for (const bar of document.querySelectorAll("body > header, body > nav, body > a")) {
        bar.toggleAttribute("inert", phone.matches);
      }
      if (!room || !viewport) return;
      if (!phone.matches || viewport.scale > 1.01) {
        room.style.removeProperty("--room-height");
        room.style.removeProperty("--room-top");
        return;
      }
      room.style.setProperty("--room-height", `${viewport.height}px`);
      room.style.setProperty("--room-top", `${viewport.offsetTop}px`);
    };
    follow();
    phone.addEventListener("change", follow);
    viewport?.addEventListener("resize", follow);
    viewport?.addEventListener("scroll", follow);
    return () => {
      phone.removeEventListener("change", follow);
      viewport?.removeEventListener("resize", follow);
      viewport?.removeEventListener("scroll", follow);
      for (const bar of document.querySelectorAll("body > [inert]")) bar.removeAttribute("inert");
    };
  }, [room]);
}
