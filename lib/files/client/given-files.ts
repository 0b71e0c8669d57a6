/** Where dragged files are: not here, over the window, or over the place that takes them. */
export type DragPlace = "none" | "near" | "over";

type OnFiles = (files: readonly File[]) => void;

/**
 * Follows files that are dragged over the window and dropped onto `element`. Beside the element they are refused, so a
 * slip does not leave the page.
 *
 * @returns stops following
 */
export function followDrops(
  element: HTMLElement,
  onPlace: (place: DragPlace) => void,
  onFiles: OnFiles,
): () => void {
  const isInside = ({ target }: DragEvent) => target instanceof Node && element.contains(target);
  const follow = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    const isOver = isInside(event);
    // Another place on the same page may have taken it already.
    if (isOver || !event.defaultPrevented) event.dataTransfer.dropEffect = isOver ? "copy" : "none";
    event.preventDefault();
    onPlace(isOver ? "over" : "near");
  };
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) onPlace("none");
  };
  const drop = (event: DragEvent) => {
    const files = filesOf(event.dataTransfer);
    onPlace("none");
    if (files.length === 0) return;
    event.preventDefault();
    if (isInside(event)) onFiles(files);
  };
  window.addEventListener("dragover", follow);
  window.addEventListener("dragleave", leave);
  window.addEventListener("drop", drop);
  return () => {
    window.removeEventListener("dragover", follow);
    window.removeEventListener("dragleave", leave);
    window.removeEventListener("drop", drop);
  };
}

/**
 * Takes pictures and files that are pasted while the focus is inside `element`. Text is pasted as usual.
 *
 * @returns stops taking them
 */
export function followPastes(element: HTMLElement, onFiles: OnFiles): () => void {
  const paste = (event: ClipboardEvent) => {
    const files = filesOf(event.clipboardData);
    if (files.length === 0 || (event.clipboardData && isText(event.clipboardData))) return;
    event.preventDefault();
    onFiles(files);
  };
  element.addEventListener("paste", paste);
  return () => element.removeEventListener("paste", paste);
}

function filesOf(data: DataTransfer | null): File[] {
  return data ? [...data.files] : [];
}

/** Office programs put a picture of the copied text beside the text itself; then the text is meant. */
function isText({ types }: DataTransfer): boolean {
  return types.includes("text/plain") && types.includes("text/html");
}
