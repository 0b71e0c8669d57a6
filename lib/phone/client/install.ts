/* Installing WorkHub: the browser says when it can, and asks the person itself once we tell it to. */

type InstallPrompt = Event & { prompt(): Promise<unknown> };

/** How this device installs a web app: the browser asks, or the person does it in the browser's own menu. */
export type InstallWay = "asked" | "by-hand";

const OFFERED = "install-offered";
let prompt: InstallPrompt | null = null;
const listeners = new Set<() => void>();

/** Keeps the browser's word that it can install, until the returned function is called. */
export function watchInstall(): () => void {
  const keep = (event: Event) => {
    if (!isPrompt(event)) return;
    // WorkHub offers it itself, at a better moment.
    event.preventDefault();
    change(event);
  };
  const forget = () => change(null);
  window.addEventListener("beforeinstallprompt", keep);
  window.addEventListener("appinstalled", forget);
  return () => {
    window.removeEventListener("beforeinstallprompt", keep);
    window.removeEventListener("appinstalled", forget);
  };
}

export function subscribeInstall(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Null where it cannot be installed, or is already. */
export function installWay(): InstallWay | null {
  if (prompt) return "asked";
  // Only Apple's phones and tablets have this, and they leave installing to the person.
  return "standalone" in navigator && navigator.standalone === false ? "by-hand" : null;
}

/** The browser asks the person; it does so once for each time that it says it can. */
export async function askToInstall(): Promise<void> {
  const asking = prompt;
  change(null);
  await asking?.prompt();
}

/** True the first time on this device. It says nothing about any person, so it stays when they leave. */
export function isFirstOffer(): boolean {
  try {
    return localStorage.getItem(OFFERED) === null;
  } catch {
    // Where nothing can be remembered it would be offered again and again.
    return false;
  }
}

export function noteOffer(): void {
  try {
    localStorage.setItem(OFFERED, "1");
  } catch {
    // As above: then it was not offered either.
  }
}

function change(next: InstallPrompt | null): void {
  prompt = next;
  for (const listener of listeners) listener();
}

function isPrompt(event: Event): event is InstallPrompt {
  return "prompt" in event && typeof event.prompt === "function";
}
