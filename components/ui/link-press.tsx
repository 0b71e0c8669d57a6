/*
 * A press on a link shows before anything else is done about it. What follows a press (the router, what a row opens)
 * takes a cheap phone longer than anybody wants to wait for a sign, and so does React's own way to an attribute.
 */

/** Presses that were shown already, on their way to the page for the second time. */
const shown = new WeakSet<Event>();

/** The press that is being passed on. */
let passing: Press | null = null;

export type Press = {
  isKept: boolean;
  /** Removes the mark. */
  readonly forget: () => void;
};

/**
 * Marks each link of WorkHub at the press (data-pressed; globals.css says how it looks), and gives the press to the page
 * once a frame has shown the mark. The second half of a double click on a link that is on its way is dropped. Returns
 * what ends it.
 */
export function showPresses(page: Document): () => void {
  const show = (event: MouseEvent) => {
    const link = shown.has(event) ? null : findLink(event);
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.detail > 1 && link.dataset.pressed !== undefined) return;
    forgetPresses(page);
    link.dataset.pressed = "";
    afterFrame(() => passOn(event, link));
  };
  // A page that the browser kept and shows again is on its way nowhere.
  const forgetAll = () => forgetPresses(page);
  page.addEventListener("click", show, { capture: true });
  window.addEventListener("pageshow", forgetAll);
  return () => {
    page.removeEventListener("click", show, { capture: true });
    window.removeEventListener("pageshow", forgetAll);
  };
}

/** Keeps the mark of the press that is being handled until its `forget` is called. */
export function keepPress(): Press | null {
  if (passing) passing.isKept = true;
  return passing;
}

/** Once the next frame is drawn; at once on a page that draws none. */
export function afterFrame(work: () => void): void {
  if (document.hidden) work();
  else requestAnimationFrame(() => setTimeout(work));
}

function forgetPresses(page: Document): void {
  for (const link of page.querySelectorAll<HTMLElement>("[data-pressed]")) forget(link);
}

function forget(link: HTMLElement): void {
  delete link.dataset.pressed;
}

/** The link that a press would follow in this window, if it is one of WorkHub's. */
function findLink({ target, button, altKey, ctrlKey, metaKey, shiftKey }: MouseEvent) {
  if (button !== 0 || altKey || ctrlKey || metaKey || shiftKey) return null;
  const link = target instanceof Element ? target.closest("a[data-link]") : null;
  return link instanceof HTMLAnchorElement && ["", "_self"].includes(link.target) ? link : null;
}

function passOn(press: MouseEvent, link: HTMLAnchorElement): void {
  const { target } = press;
  // Drawn anew in that frame, its element can no longer handle anything. Where it led to is still known.
  if (!(target instanceof Element && target.isConnected)) {
    window.location.assign(link.href);
    return;
  }
  const again = new MouseEvent("click", press);
  shown.add(again);
  passing = { isKept: false, forget: () => forget(link) };
  target.dispatchEvent(again);
  if (!passing.isKept) forget(link);
  passing = null;
}
