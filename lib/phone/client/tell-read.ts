import type { NoticeToWorker } from "./notices.ts";

/** The person has this page in front of them: the device shows no longer what told of it; with `isAll`, nothing. */
export function tellRead(path: string, isAll: boolean): void {
  const read: NoticeToWorker = { kind: "read", path, isAll };
  navigator.serviceWorker?.controller?.postMessage(read);
}
