"use client";
"use no memo";

import { type ReactNode, useRef } from "react";
import { useShortcut } from "./shortcut.tsx";

/**
 * A list whose entries arrows and j/k move through; Enter opens as usual. Mark the one link of each entry with
 * `data-entry`; the current one also has `aria-current`.
 */
export function KeyboardList({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  const list = useRef<HTMLUListElement>(null);
  const move = (step: 1 | -1) => {
    const entries = [...(list.current?.querySelectorAll<HTMLElement>("[data-entry]") ?? [])];
    const focused = entries.findIndex((entry) => entry.matches(":focus"));
    const current = entries.findIndex((entry) => entry.hasAttribute("aria-current"));
    const from = focused >= 0 ? focused : current;
    const to = Math.max(0, Math.min(entries.length - 1, from + step));
    entries[to]?.focus();
  };
  useShortcut("j", () => move(1));
  useShortcut("k", () => move(-1));
  return (
    <ul
      ref={list}
      aria-label={label}
      className={className}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        if (!(event.target instanceof HTMLElement) || !event.target.matches("[data-entry]")) return;
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      }}
    >
      {children}
    </ul>
  );
}
