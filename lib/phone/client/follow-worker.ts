import type { NoticeToPage, NoticeToWorker } from "./notices.ts";

/* The page's side of the service worker. It is part of every page's first scripts, so it is small. */

/** A page that is older may load itself again even if it was loaded again before. */
const SETTLED_MS = 60_000;

/** Puts the worker in charge, and follows what it says until the returned function is called. */
export function followWorker(): () => void {
  const workers = navigator.serviceWorker;
  // Pages without https have none.
  if (!workers) return () => {};
  if (process.env.NODE_ENV !== "production") {
    void removeWorkers(workers);
    return () => {};
  }
  const hear = ({ data }: MessageEvent<NoticeToPage>) => {
    if (data.kind === "outdated" && mayReload()) window.location.reload();
  };
  const begin = () => {
    // Where storage is switched off, WorkHub works without.
    workers.register("/sw.js", { updateViaCache: "none" }).catch(() => {});
  };
  workers.addEventListener("message", hear);
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin);
  return () => {
    workers.removeEventListener("message", hear);
    window.removeEventListener("load", begin);
  };
}

/** In development files change under the same name: a worker that a build has left here would show old ones. */
async function removeWorkers(workers: ServiceWorkerContainer): Promise<void> {
  for (const registration of await workers.getRegistrations()) await registration.unregister();
}

/** Says for whom this page is, which the worker may not have seen loading: the person's device key, or nothing. */
export function tellWhoIsHere(deviceKey: string): void {
  const here: NoticeToWorker = { kind: "here", deviceKey, address: window.location.href };
  void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage(here));
}

/** The person signs out: the worker forgets them, even if the next page does not come. */
export function forgetKeptPages(): void {
  const forget: NoticeToWorker = { kind: "forget" };
  navigator.serviceWorker?.controller?.postMessage(forget);
}

/** What was typed is kept on the device and comes back. A build that is broken must not load itself forever. */
function mayReload(): boolean {
  const [loaded] = performance.getEntriesByType("navigation");
  const isAgain = loaded instanceof PerformanceNavigationTiming && loaded.type === "reload";
  return !isAgain || performance.now() > SETTLED_MS;
}
