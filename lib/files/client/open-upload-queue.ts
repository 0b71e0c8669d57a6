import { loadPatiently } from "#lib/load-patiently";
import type { FilePurpose } from "../policy.ts";
import { createUploadQueue, type UploadQueue } from "./upload-queue.ts";
import type { OpenTransfer, Transfer } from "./upload-transfer.ts";

/** A queue that uploads to our own server. */
export function openUploadQueue(purpose: FilePurpose): UploadQueue {
  const mark = {};
  return createUploadQueue({
    purpose,
    openTransfer: transfersByLater(loadTransfers),
    // If this fails, the server itself deletes the file a day later.
    discard: ({ fileId }) => {
      void fetch(`/api/files/${fileId}`, { method: "DELETE", keepalive: true }).catch(() => {});
    },
    onBusy: (isBusy) => guardLeaving(mark, isBusy),
  });
}

/** Transfers by what `load` brings, which is loaded when the first one starts. */
export function transfersByLater(load: () => Promise<OpenTransfer>): OpenTransfer {
  return (file, purpose, events) => {
    let isWanted = false;
    let transfer: Transfer | null = null;
    return {
      start() {
        isWanted = true;
        void loadPatiently(load).then((openTransfer) => {
          transfer ??= openTransfer(file, purpose, events);
          if (isWanted) transfer.start();
        });
      },
      stop() {
        isWanted = false;
        transfer?.stop();
      },
    };
  };
}

/** Most people who could attach something do not. */
async function loadTransfers(): Promise<OpenTransfer> {
  const { sendThroughUploadthing, transfersBy } = await import("./upload-transfer.ts");
  return transfersBy(sendThroughUploadthing);
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
