"use client";
"use no memo";

import {
  type ComponentProps,
  type ComponentType,
  cloneElement,
  lazy,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  Suspense,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { loadPatiently } from "#lib/load-patiently";

export type TriggerElement = ReactElement<ComponentProps<"button">>;

/** How a button was pressed: by a click from the keyboard or a screen reader, an arrow key, a mouse or a finger. */
type Press =
  | { readonly by: "click" }
  | { readonly by: "arrow"; readonly key: string }
  | { readonly by: "pointer"; readonly type: string; readonly x: number; readonly y: number };

/**
 * A button whose menu or window is not loaded with the page, but when the person reaches for it. Until then the button
 * stands alone. When it is pressed, the same button with its menu replaces it, and the press is repeated there.
 */
export function OnDemand<Parts>({
  trigger,
  opens,
  load,
  children,
}: {
  trigger: TriggerElement;
  opens: "menu" | "dialog";
  load: () => Promise<Parts>;
  /** The same button with what it opens. */
  children: (parts: Parts) => ReactNode;
}) {
  const [parts, setParts] = useState<Parts | null>(null);
  const box = useRef<HTMLSpanElement>(null);
  const press = useRef<Press | null>(null);

  useLayoutEffect(() => {
    const button = box.current?.querySelector("button");
    const wanted = press.current;
    press.current = null;
    if (!parts || !button || !wanted) return;
    button.focus({ preventScroll: true });
    // Once React has finished this change.
    queueMicrotask(() => repeatPress(button, wanted));
  }, [parts]);
  // The router hides pages and keeps their state: nothing must open on a page that was left meanwhile.
  useLayoutEffect(
    () => () => {
      press.current = null;
    },
    [],
  );

  const open = async (next: Press) => {
    const isLoading = press.current !== null;
    press.current = next;
    if (isLoading) return;
    const loaded = await loadPatiently(load);
    if (!isStillHere(box.current)) press.current = null;
    setParts(() => loaded);
  };
  const prepare = () => {
    // If this fails, it is tried again when the button is pressed.
    load().catch(() => {});
  };
  const standIn = cloneElement(trigger, {
    "aria-haspopup": opens,
    "aria-expanded": false,
    onPointerEnter: prepare,
    onFocus: prepare,
    onClick: (event) => void open(pressOf(event)),
    onKeyDown: (event) => {
      if (opens !== "menu" || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
      event.preventDefault();
      void open({ by: "arrow", key: event.key });
    },
  });
  return (
    <span ref={box} className="contents">
      {parts ? children(parts) : standIn}
    </span>
  );
}

/** False when the person has moved on while it was loading. Not every browser focuses buttons. */
function isStillHere(box: Element | null): boolean {
  const { activeElement, body } = document;
  return activeElement === body || box?.contains(activeElement) === true;
}

function pressOf({ detail, clientX, clientY, nativeEvent }: MouseEvent): Press {
  // Keys and screen readers cause clicks without a count.
  if (detail === 0) return { by: "click" };
  const type = nativeEvent instanceof PointerEvent ? nativeEvent.pointerType : "mouse";
  return { by: "pointer", type, x: clientX, y: clientY };
}

function repeatPress(button: HTMLElement, press: Press): void {
  const often = { bubbles: true, cancelable: true };
  if (press.by === "click") {
    button.click();
    return;
  }
  if (press.by === "arrow") {
    button.dispatchEvent(new KeyboardEvent("keydown", { ...often, key: press.key }));
    return;
  }
  const at = { ...often, clientX: press.x, clientY: press.y, detail: 1 };
  const pointer = { ...at, pointerType: press.type };
  button.dispatchEvent(new PointerEvent("pointerdown", pointer));
  button.dispatchEvent(new globalThis.MouseEvent("mousedown", at));
  button.dispatchEvent(new PointerEvent("pointerup", pointer));
  button.dispatchEvent(new globalThis.MouseEvent("mouseup", at));
  button.dispatchEvent(new PointerEvent("click", pointer));
}

/**
 * Loads a component at its first use. Where the server draws it too, `memo` keeps it from being drawn again for the same
 * props: React throws away what the server drew, and what a person has opened in it, when anything new comes before the
 * scripts.
 */
export function lazyPart<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(() => loadPatiently(load));
}

/** False on the server and while its HTML is taken over: for what only scripts can show, and the server need not draw. */
export function useIsScripted(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}

/**
 * Wraps a `lazyPart` window that is opened from elsewhere, by a menu or a file's link: loads it when it first opens.
 */
export function OpenedLater({ isOpen, children }: { isOpen: boolean; children: ReactNode }) {
  const [wasOpened, setOpened] = useState(false);
  if (isOpen && !wasOpened) setOpened(true);
  return wasOpened && <Suspense fallback={null}>{children}</Suspense>;
}
