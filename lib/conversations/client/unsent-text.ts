/** Forms whose text survives a redrawn page: it is kept elsewhere, or is a search. */
const SAFE = "form[method=get], form[data-keeps-text]";

const typedIn = new Set<Element>();

/** Remembers in which fields the person has written, until the returned function is called. */
export function watchTyping(): () => void {
  const note = ({ target }: Event) => {
    if (target instanceof Element && target.closest("form")) typedIn.add(target);
  };
  document.addEventListener("input", note);
  // What was written before this script had arrived.
  for (const field of document.querySelectorAll("form input, form textarea")) {
    if (isWrittenIn(field)) typedIn.add(field);
  }
  return () => {
    document.removeEventListener("input", note);
    typedIn.clear();
  };
}

/** True while something on the page was written or attached that would be lost with its form. */
export function hasUnsentText(): boolean {
  for (const field of typedIn) if (!field.isConnected) typedIn.delete(field);
  const isWritten = [...typedIn].some(
    (field) => hasValue(field) && field.checkVisibility() && !field.closest(SAFE),
  );
  const attached = document.querySelectorAll('form input[type=hidden][name="fileIds"]');
  return (
    isWritten ||
    [...attached].some((file) => {
      const form = file.closest("form");
      return form !== null && !form.matches(SAFE) && form.checkVisibility();
    })
  );
}

function isWrittenIn(field: Element): boolean {
  const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  return isText && field.value !== field.defaultValue;
}

function hasValue(field: Element): boolean {
  const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  return isText && field.value.trim() !== "";
}
