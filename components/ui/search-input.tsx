"use client";
"use no memo";

import { Search } from "lucide-react";
import { type ComponentType, Suspense, useEffect, useRef, useState } from "react";
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
  suggestions: Suggestions,
}: {
  name?: string;
  /** What is searched: "Search jobs". */
  label: string;
  placeholder?: string;
  defaultValue?: string;
  className?: string;
  /** What may be meant by what is typed: drawn below the field from when somebody first comes to it. */
  suggestions?: ComponentType<{ field: HTMLInputElement }>;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [reached, setReached] = useState<HTMLInputElement | null>(null);
  // They may have come before the scripts.
  useEffect(() => {
    if (input.current === document.activeElement) setReached(input.current);
  }, []);
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
        aria-autocomplete={Suggestions && "list"}
        aria-haspopup={Suggestions && "listbox"}
        onFocus={({ currentTarget }) => setReached(currentTarget)}
        onKeyDown={(event) => {
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
      {Suggestions && reached && (
        <Suspense fallback={null}>
          <Suggestions field={reached} />
        </Suspense>
      )}
    </span>
  );
}
