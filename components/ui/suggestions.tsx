"use client";

import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { cn } from "./cn.tsx";
import { isComposing } from "./composition.tsx";
import { popupClass } from "./popup-class.tsx";

export type Suggestion = {
  readonly key: string;
  readonly label: string;
  readonly choose: () => void;
};
export type SuggestionGroup = { readonly label: string; readonly options: readonly Suggestion[] };

const TYPING_MS = 150;

/**
 * What may be meant by what is typed into a search field, below the field. The arrows move through it, Enter takes what
 * they stand on, and Escape or leaving the field puts it away. It only ever adds: without it the field works as before,
 * so it is loaded when somebody comes to the field.
 */
export function Suggestions({
  field,
  ask,
}: {
  field: HTMLInputElement;
  ask: (typed: string, signal: AbortSignal) => Promise<readonly SuggestionGroup[]>;
}) {
  const listId = useId();
  const [groups, setGroups] = useState<readonly SuggestionGroup[]>([]);
  const [active, setActive] = useState(-1);
  const asked = useRef<AbortController>(undefined);
  const options = groups.flatMap((group) => group.options);
  const isOpen = options.length > 0;

  const close = () => {
    asked.current?.abort();
    setGroups([]);
    setActive(-1);
  };
  const type = () => {
    asked.current?.abort();
    const typed = field.value;
    if (typed.trim() === "") return close();
    const request = new AbortController();
    asked.current = request;
    setTimeout(async () => {
      if (request.signal.aborted) return;
      // Without an answer there is nothing to suggest, and the search itself says what is wrong.
      const found = await ask(typed, request.signal).catch(() => []);
      if (request.signal.aborted) return;
      setGroups(found);
      setActive(-1);
    }, TYPING_MS);
  };
  const choose = (option: Suggestion) => {
    close();
    // What was typed has led here. The form's reset also calls off a search that it was about to make.
    field.form?.reset();
    field.value = "";
    option.choose();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !isComposing(event) && !isOpen) return close();
    if (!isOpen || isComposing(event)) return;
    const option = options[active];
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && option) choose(option);
    else if (event.key === "Enter") return close();
    else if (event.key === "ArrowDown") setActive((active + 1) % options.length);
    else if (event.key === "ArrowUp") setActive((active <= 0 ? options.length : active) - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const optionId = (index: number) => `${listId}-${index}`;
  useField(field, { type, press, leave: close });
  const current = active >= 0 ? optionId(active) : null;
  useEffect(() => {
    name(field, "aria-controls", isOpen ? listId : null);
    name(field, "aria-activedescendant", current);
  }, [field, isOpen, listId, current]);
  useEffect(() => () => asked.current?.abort(), []);
  return <SuggestionList {...{ listId, groups, active, optionId, choose }} />;
}

type Handlers = { type: () => void; press: (event: KeyboardEvent) => void; leave: () => void };

/** Hears what happens in the field, also what was typed before this was loaded. */
function useField(field: HTMLInputElement, handlers: Handlers): void {
  const type = useEffectEvent(handlers.type);
  const press = useEffectEvent(handlers.press);
  const leave = useEffectEvent(handlers.leave);
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    field.addEventListener("input", () => type(), { signal });
    field.addEventListener("keydown", (event) => press(event), { signal });
    field.addEventListener("blur", () => leave(), { signal });
    if (field === document.activeElement && field.value !== field.defaultValue) type();
    return () => ending.abort();
  }, [field]);
}

function name(field: HTMLInputElement, attribute: string, id: string | null): void {
  if (id === null) field.removeAttribute(attribute);
  else field.setAttribute(attribute, id);
}

function SuggestionList({
  listId,
  groups,
  active,
  optionId,
  choose,
}: {
  listId: string;
  groups: readonly SuggestionGroup[];
  active: number;
  optionId: (index: number) => string;
  choose: (option: Suggestion) => void;
}) {
  const count = groups.flatMap(({ options }) => options).length;
  const shown = groups.filter(({ options }) => options.length > 0);
  const before = shown.map((_, at) => shown.slice(0, at).flatMap(({ options }) => options).length);
  return (
    <>
      <span role="status" className="sr-only">
        {count > 0 &&
          `${count === 1 ? "1 suggestion" : `${count} suggestions`}, use the arrow keys`}
      </span>
      {count > 0 && (
        <div
          id={listId}
          role="listbox"
          aria-label="Suggestions"
          // The field keeps the focus, so that a press is not taken for leaving it.
          onPointerDown={(event) => event.preventDefault()}
          className={cn(
            popupClass,
            "absolute inset-x-0 top-full mt-1.5 max-h-[60dvh] overflow-y-auto py-1.5",
          )}
        >
          {shown.map(({ label, options }, group) => (
            <fieldset key={label} aria-label={label} className="py-1">
              <div aria-hidden="true" className="px-3.5 py-1 text-sm text-ink-3">
                {label}
              </div>
              {options.map((option, at) => {
                const index = (before[group] ?? 0) + at;
                return (
                  <button
                    key={option.key}
                    id={optionId(index)}
                    type="button"
                    role="option"
                    tabIndex={-1}
                    aria-selected={index === active}
                    onClick={() => choose(option)}
                    className="flex min-h-9 w-full cursor-pointer items-center text-start px-3.5 hover:bg-sunk aria-selected:bg-accent-wash pointer-coarse:min-h-11 forced-colors:aria-selected:bg-[Highlight] forced-colors:aria-selected:text-[HighlightText]"
                  >
                    <bdi className="truncate">{option.label}</bdi>
                  </button>
                );
              })}
            </fieldset>
          ))}
        </div>
      )}
    </>
  );
}
