"use client";

import { Search } from "lucide-react";
import { type ComponentProps, type ReactNode, useRef } from "react";
import { cn } from "./cn.tsx";
import { isComposing } from "./composition.tsx";
import { controlClass } from "./control.tsx";
import { useShortcut } from "./shortcut.tsx";

/** The search field of a list, for a GET form: "/" moves there, Escape leaves. */
export function SearchInput({
  name = "q",
  label,
  placeholder,
  defaultValue,
  className,
  suggestions,
}: {
  name?: string;
  /** What is searched: "Search jobs". */
  label: string;
  placeholder?: string;
  defaultValue?: string;
  className?: string;
  /** What suggestions add to the field, and their list. */
  suggestions?: { readonly control: ComponentProps<"input">; readonly list: ReactNode };
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
        dir="auto"
        name={name}
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        defaultValue={defaultValue}
        autoComplete="off"
        enterKeyHint="search"
        {...suggestions?.control}
        onKeyDown={(event) => {
          suggestions?.control.onKeyDown?.(event);
          if (event.defaultPrevented || isComposing(event.nativeEvent)) return;
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
      {suggestions?.list}
    </span>
  );
}
