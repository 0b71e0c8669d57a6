"use client";

import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { cn } from "./cn.tsx";
import { tabClass, tabListClass } from "./tab-links.tsx";

/**
 * Views that only change what is shown, for small things inside a page. Arrows move the focus, Enter shows the view
 * (w3.org/WAI/ARIA/apg/patterns/tabs, with manual activation).
 */
export function Tabs({
  label,
  tabs,
  initial = tabs[0]?.value,
  className,
}: {
  label: string;
  tabs: readonly { value: string; label: ReactNode; content: ReactNode }[];
  /** The one that is shown at first. */
  initial?: string | undefined;
  className?: string;
}) {
  const id = useId();
  const [chosen, setChosen] = useState(initial);
  return (
    <div className={className}>
      <div
        role="tablist"
        aria-label={label}
        className={cn(tabListClass, "noscript:hidden")}
        onKeyDown={moveFocus}
      >
        {tabs.map(({ value, label: name }) => (
          <button
            key={value}
            type="button"
            role="tab"
            id={`${id}-${value}-tab`}
            aria-controls={`${id}-${value}`}
            aria-selected={value === chosen}
            tabIndex={value === chosen ? 0 : -1}
            onClick={() => setChosen(value)}
            className={cn(
              tabClass,
              "border-transparent text-ink-2 aria-selected:border-accent aria-selected:font-semibold aria-selected:text-ink forced-colors:border-[Canvas] forced-colors:aria-selected:border-[Highlight]",
            )}
          >
            {name}
          </button>
        ))}
      </div>
      {/* All are kept, so that without scripts all can be shown. */}
      {tabs.map(({ value, content }) => (
        <div
          key={value}
          role="tabpanel"
          id={`${id}-${value}`}
          aria-labelledby={`${id}-${value}-tab`}
          hidden={value !== chosen}
          // A panel may begin with nothing that takes the focus.
          tabIndex={value === chosen ? 0 : -1}
          className="pt-5 outline-offset-4"
        >
          {content}
        </div>
      ))}
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")];
  const at = tabs.findIndex((tab) => tab.matches(":focus"));
  const next = {
    ArrowRight: tabs[(at + 1) % tabs.length],
    ArrowLeft: tabs.at(at - 1),
    Home: tabs[0],
    End: tabs.at(-1),
  }[event.key];
  if (!next || at === -1) return;
  event.preventDefault();
  next.focus();
}
