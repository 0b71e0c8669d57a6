import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type DragPlace, followDrops, followPastes } from "./given-files.ts";

const picture = new File(["…"], "a.png", { type: "image/png" });

/** A piece of a page, as far as the code under test looks at it. */
class Piece extends EventTarget {
  readonly inside: readonly EventTarget[];
  constructor(...inside: EventTarget[]) {
    super();
    this.inside = inside;
  }
  contains(other: EventTarget): boolean {
    return other === this || this.inside.includes(other);
  }
}

/** Guarantee: the code under test uses only what a `Piece` has. */
function asElement(piece: Piece): HTMLElement {
  return piece as unknown as HTMLElement;
}

let page: EventTarget;
beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal("window", page);
  vi.stubGlobal("Node", Piece);
});
afterEach(() => void vi.unstubAllGlobals());

/** What a browser would send; `at` is the piece of the page where it happens. */
function happen(type: string, at: Piece | null, fields: Record<string, unknown>): Event {
  const event = new Event(type, { cancelable: true });
  Object.defineProperty(event, "target", { value: at });
  for (const [name, value] of Object.entries(fields)) Object.defineProperty(event, name, { value });
  page.dispatchEvent(event);
  return event;
}

function follow(element: Piece) {
  const places: DragPlace[] = [];
  const given: File[] = [];
  const stop = followDrops(
    asElement(element),
    (place) => places.push(place),
    (files) => given.push(...files),
  );
  return { places, given, stop };
}

test("files dropped on the element are taken; those dropped beside it are refused without leaving the page", () => {
  const element = new Piece();
  const { places, given } = follow(element);
  const dataTransfer = { files: [picture], types: ["Files"], dropEffect: "move" };
  happen("dragover", new Piece(), { dataTransfer });
  expect(dataTransfer.dropEffect).toBe("none");
  happen("dragover", element, { dataTransfer });
  expect(dataTransfer.dropEffect).toBe("copy");
  expect(happen("drop", new Piece(), { dataTransfer }).defaultPrevented).toBe(true);
  expect(given).toEqual([]);
  happen("drop", element, { dataTransfer });
  expect(given).toEqual([picture]);
  expect(places).toEqual(["near", "over", "none", "none"]);
});

test("dragged text is ignored, and a stopped listener hears nothing", () => {
  const element = new Piece();
  const { places, given, stop } = follow(element);
  const text = { files: [], types: ["text/plain"] };
  expect(happen("dragover", element, { dataTransfer: text }).defaultPrevented).toBe(false);
  stop();
  happen("drop", element, { dataTransfer: { files: [picture], types: ["Files"] } });
  expect([places, given]).toEqual([[], []]);
});

test("a pasted picture is a file, but the picture of a copied text is not", () => {
  const element = new Piece();
  const given: File[] = [];
  followPastes(asElement(element), (files) => given.push(...files));
  const paste = (types: readonly string[]) => {
    const event = new Event("paste", { cancelable: true });
    Object.defineProperty(event, "clipboardData", { value: { files: [picture], types } });
    element.dispatchEvent(event);
    return event.defaultPrevented;
  };
  expect(paste(["Files", "text/plain", "text/html"])).toBe(false);
  expect(given).toEqual([]);
  expect(paste(["Files"])).toBe(true);
  expect(given).toEqual([picture]);
});
