"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { isolate } from "#lib/text";
import { cn } from "./cn.tsx";
import { isComposing } from "./composition.tsx";
import { controlClass } from "./control.tsx";
import { useField } from "./form-context.tsx";

/**
 * Short words as one comma-separated value inside a `<Field>`: "react, css, axe". A plain text field until JavaScript
 * arrives, then words that can be removed one by one.
 */
export function TagInput({
  defaultValue = "",
  suggestions = [],
  max,
  placeholder = "Add one and press Enter",
}: {
  defaultValue?: string;
  suggestions?: readonly string[];
  /** The most words; the server checks it again. */
  max?: number;
  placeholder?: string;
}) {
  const field = useField("TagInput");
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [tags, setTags] = useState<string[] | null>(null);
  const initial = field.typed ?? defaultValue;

  // What was typed into the plain field before JavaScript arrived becomes the first words.
  useEffect(() => {
    const plain = input.current?.value;
    setTags((known) => known ?? splitTags(plain ?? ""));
  }, []);
  // Until then somebody may have typed on and gone to the next field. The field for one more word is the same element,
  // so it still has what was typed, and is empty if nothing was.
  const isPlain = tags === null;
  useLayoutEffect(() => {
    if (isPlain || !input.current?.value) return;
    setTags(splitTags(input.current.value));
    input.current.value = "";
  }, [isPlain]);

  const control = {
    id: field.id,
    "aria-invalid": field.invalid || undefined,
    "aria-describedby": field.describedBy,
  };
  if (tags === null) {
    return (
      <div className={cn(controlClass(boxClass), "relative border-transparent!")}>
        {/* As high as the words will be, so that nothing moves when they come. */}
        {splitTags(initial).map((tag) => (
          <span key={tag} aria-hidden="true" className={cn(wordClass, "invisible pr-8")}>
            {tag}
          </span>
        ))}
        <span className="h-[30px] min-w-40 flex-1" />
        <input
          {...control}
          key={TEXT}
          ref={input}
          type="text"
          dir="auto"
          name={field.name}
          defaultValue={initial}
          placeholder="react, css, accessibility"
          autoComplete="off"
          className={cn(controlClass(), "absolute -inset-px h-auto w-auto")}
        />
      </div>
    );
  }

  const isFull = max !== undefined && tags.length >= max;
  const add = (text: string) => {
    const added = splitTags(text).filter((tag) => !tags.some((known) => isSame(known, tag)));
    setTags([...tags, ...added].slice(0, max));
  };
  const takeOver = (element: HTMLInputElement) => {
    add(element.value);
    element.value = "";
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const element = event.currentTarget;
    if (isComposing(event.nativeEvent)) return;
    if ((event.key === "Enter" || event.key === ",") && element.value.trim()) {
      event.preventDefault();
      takeOver(element);
    } else if (event.key === "Backspace" && element.value === "") {
      setTags(tags.slice(0, -1));
    }
  };
  return (
    <div
      className={cn(
        controlClass(boxClass),
        "has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-accent",
      )}
    >
      <input type="hidden" name={field.name} value={tags.join(", ")} />
      {tags.map((tag) => (
        <span key={tag} className={cn(wordClass, "bg-accent-wash pr-1 text-accent")}>
          <bdi>{tag}</bdi>
          <button
            type="button"
            aria-label={`Remove ${isolate(tag)}`}
            onClick={() => {
              setTags(tags.filter((known) => known !== tag));
              input.current?.focus();
            }}
            className="tap grid size-6 place-items-center rounded-full hover:bg-sheet"
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        </span>
      ))}
      <input
        {...control}
        key={TEXT}
        ref={input}
        type="text"
        dir="auto"
        list={suggestions.length ? listId : undefined}
        readOnly={isFull}
        placeholder={isFull ? `${max} at most` : placeholder}
        autoComplete="off"
        onKeyDown={onKeyDown}
        onBlur={(event) => takeOver(event.currentTarget)}
        className="h-[30px] min-w-40 flex-1 bg-transparent outline-none"
      />
      {suggestions.length > 0 && (
        <datalist id={listId}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </div>
  );
}

/** Names the element that is a plain field first. */
const TEXT = "text";

const boxClass = "flex flex-wrap items-center gap-1.5 py-1.5";
const wordClass = "inline-flex h-[30px] items-center gap-1 rounded-full pl-2.5 text-sm";

function splitTags(text: string): string[] {
  const tags: string[] = [];
  for (const part of text.split(",")) {
    const tag = part.trim().replace(/\s+/g, " ");
    if (tag && !tags.some((known) => isSame(known, tag))) tags.push(tag);
  }
  return tags;
}

function isSame(one: string, other: string): boolean {
  return one.toLocaleLowerCase("en") === other.toLocaleLowerCase("en");
}
