import type { FilePurpose } from "../policy.ts";
import { createUploadQueue, type UploadQueue } from "./upload-queue.ts";
import { sendThroughUploadthing, transfersBy } from "./upload-transfer.ts";

/** A queue that uploads to our own server. */
export function openUploadQueue(purpose: FilePurpose): UploadQueue {
  const mark = {};
  return createUploadQueue({
    purpose,
    openTransfer: transfersBy(sendThroughUploadthing),
    // If this fails, the server itself deletes the file a day later.
    discard: ({ fileId }) => {
      void fetch(`/api/files/${fileId}`, { method: "DELETE", keepalive: true }).catch(() => {});
    },
    onBusy: (isBusy) => guardLeaving(mark, isBusy),
  });
}

const busyQueues = new Set<object>();

/** While anything is uploading, the browser asks before it leaves the site. */
function guardLeaving(queue: object, isBusy: boolean): void {
  if (isBusy) busyQueues.add(queue);
  else busyQueues.delete(queue);
  if (busyQueues.size > 0) window.addEventListener("beforeunload", askFirst);
  else window.removeEventListener("beforeunload", askFirst);
}

function askFirst(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
