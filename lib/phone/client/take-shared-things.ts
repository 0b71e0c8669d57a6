import type { NoticeToWorker, SharedThings } from "./notices.ts";

/** The part of an address that says that what was shared goes to this page. */
export const SHARED_HASH = "#shared";

/** Asks the worker for what was shared with WorkHub; it gives it out once. Null when nothing waits. */
export function takeSharedThings(): Promise<SharedThings | null> {
  const worker = navigator.serviceWorker?.controller;
  if (!worker) return Promise.resolve(null);
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }: MessageEvent<SharedThings | null>) => {
      port1.close();
      resolve(data);
    };
    const take: NoticeToWorker = { kind: "take-shared" };
    worker.postMessage(take, [port2]);
  });
}
