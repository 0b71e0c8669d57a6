"use client";
"use no memo";

import {
  type ComponentProps,
  type KeyboardEvent,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import { isComposing } from "#components/ui/composition";
import { controlClass } from "#components/ui/control";

const LINES_MAX = 8;

/** As high as its text, up to eight lines; then it scrolls. */
export function GrowingTextarea({
  ref,
  className,
  value,
  ...rest
}: Omit<ComponentProps<"textarea">, "ref" | "rows" | "value"> & {
  ref?: Ref<HTMLTextAreaElement>;
  value: string;
}) {
  const box = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle<HTMLTextAreaElement | null, HTMLTextAreaElement | null>(
    ref,
    () => box.current,
  );
  // After every render, because its text or width may have changed.
  useLayoutEffect(() => {
    if (!box.current) return;
    const { style } = box.current;
    style.height = "auto";
    const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(box.current);
    const padding = Number.parseFloat(paddingTop) + Number.parseFloat(paddingBottom);
    const most = Number.parseFloat(lineHeight) * LINES_MAX + padding;
    const needed = box.current.scrollHeight;
    style.height = `${Math.min(needed, most) + 2}px`;
    style.overflowY = needed > most ? "auto" : "hidden";
  });
  return (
    <textarea
      {...rest}
      dir="auto"
      ref={box}
      rows={1}
      value={value}
      className={controlClass(`block resize-none leading-normal ${className ?? ""}`)}
    />
  );
}

/** True for an Enter that sends: with a keyboard, without Shift, and not while a word is being composed. */
export function isSendingEnter(event: KeyboardEvent): boolean {
  return (
    event.key === "Enter" &&
    !event.shiftKey &&
    !event.altKey &&
    !isComposing(event.nativeEvent) &&
    (event.ctrlKey || event.metaKey || matchMedia("(pointer: fine)").matches)
  );
}
