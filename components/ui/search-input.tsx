"use client";

import { Search } from "lucide-react";
import { useRef } from "react";
import { cn } from "./cn.tsx";
import { controlClass } from "./control.tsx";
import { useShortcut } from "./shortcut.tsx";

/** The search field of a list, for a GET form: "/" moves there, Escape leaves. */
export function SearchInput({
  name = "q",
  label,
  placeholder,
  defaultValue,
  className,
}: {
  name?: string;
  /** What is searched: "Search jobs". */
  label: string;
  placeholder?: string;
  defaultValue?: string;
  className?: string;
}) {
  const input = useRef<HTMLInputElement>(null);
  useShortcut("/", (event) => {
    event.preventDefault();
    input.current?.focus();
    input.current?.select();
  });
  return (
    <span className={cn("relative block", className)}>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-3.5 size-[17px] -translate-y-1/2 text-ink-2"
      />
      <input
        ref={input}
        type="search"
        name={name}
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        defaultValue={defaultValue}
        autoComplete="off"
        enterKeyHint="search"
        onKeyDown={(event) => {
          if (event.key === "Escape" && event.currentTarget.value === "")
            event.currentTarget.blur();
        }}
        className={controlClass(
          "peer pr-9 pl-10 [&::-webkit-search-cancel-button]:appearance-none",
        )}
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3.5 -translate-y-1/2 font-text text-sm text-ink-3 peer-focus:hidden pointer-coarse:hidden"
      >
        /
      </span>
    </span>
  );
}
