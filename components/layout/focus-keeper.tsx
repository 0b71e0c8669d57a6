"use client";
"use no memo";

import { useEffect } from "react";

/**
 * Keeps the keyboard's place when the focused element goes away through its own action: a row that is removed, a button
 * that its answer replaces, a question that folds. The browser would leave the focus on the body, and a screen reader
 * at the top of the page. A deliberate move of the focus has priority; a press on an empty place counts as one.
 */
export function FocusKeeper() {
  useEffect(() => watchFocus(document), []);
  return null;
}

/** The position of an element within what contains it, from the inside out: a removed element can no longer tell. */
type Step = { readonly box: Element; readonly child: Element; readonly index: number };
type Kept = { readonly element: Element; readonly steps: readonly Step[] };

const ROWS = "li, tr, tbody, fieldset";
const PARTS =
  "li, tr, tbody, details, form, fieldset, section, article, aside, dialog, [role=group], [role=region], [role=dialog]";

function watchFocus(page: Document): () => void {
  let kept: Kept | null = null;
  let frame = 0;
  const keep = ({ target }: FocusEvent) => {
    kept = target instanceof Element ? { element: target, steps: stepsOf(target) } : null;
  };
  const forget = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget !== null) return;
    const left = kept;
    // Only afterwards is it clear whether the person left the element or the element went away.
    queueMicrotask(() => {
      if (kept === left && left && isShown(left.element) && isNowhere(page)) kept = null;
    });
  };
  // Not at the change itself, where asking whether something is shown makes the browser lay out the page at once.
  const look = () => {
    if (!kept || frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (!kept || isShown(kept.element)) return;
      // After the moves that were planned for the same change.
      frame = requestAnimationFrame(() => {
        frame = 0;
        const lost = kept;
        if (!lost || isShown(lost.element) || !isNowhere(page, lost.element)) return;
        kept = null;
        focusPart(findPart(lost));
      });
    });
  };
  const observer = new MutationObserver(look);
  observer.observe(page.body, {
    childList: true,
    subtree: true,
    attributeFilter: ["hidden", "open"],
  });
  page.addEventListener("focusin", keep);
  page.addEventListener("focusout", forget);
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    page.removeEventListener("focusin", keep);
    page.removeEventListener("focusout", forget);
  };
}

function stepsOf(element: Element): Step[] {
  const steps: Step[] = [];
  for (let child = element; child.parentElement; child = child.parentElement) {
    const box = child.parentElement;
    steps.push({ box, child, index: [...box.children].indexOf(child) });
  }
  return steps;
}

function isShown(element: Element): boolean {
  return element.isConnected && element.checkVisibility({ visibilityProperty: true });
}

/** Some browsers leave the focus on elements that they no longer show. */
function isNowhere({ activeElement, body }: Document, lost?: Element): boolean {
  return activeElement === null || activeElement === body || activeElement === lost;
}

/** The row that took the place of the one that went, or else the smallest part of the page that is still around it. */
function findPart({ steps }: Kept): Element | null {
  for (const { box, child, index } of steps) {
    if (box.matches("main, body")) return null;
    if (!isShown(box)) continue;
    const neighbour = box.children[index] ?? box.lastElementChild;
    const isRow = child.matches(ROWS) && neighbour?.tagName === child.tagName;
    if (isRow && neighbour !== child && isShown(neighbour)) return neighbour;
    if (box.matches(PARTS)) return summaryOf(box) ?? box;
  }
  return null;
}

function summaryOf(part: Element): Element | null {
  const summary = part.matches("details") ? part.querySelector(":scope > summary") : null;
  return summary && isShown(summary) ? summary : null;
}

/** A part takes the focus as a place to read on from, so a second press of the same key does nothing. */
function focusPart(part: Element | null): void {
  if (!(part instanceof HTMLElement)) return;
  if (part.tagName !== "SUMMARY") part.tabIndex = -1;
  part.focus({ preventScroll: true });
}
