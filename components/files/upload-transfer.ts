import type { FileRouter } from "uploadthing/types";
import type { FilePurpose, FileView } from "#lib/files/schema";
import { isId } from "#lib/ids";
import type { OpenTransfer, Transfer, TransferEvents } from "./upload-queue.tsx";

const ENDPOINT = "/api/uploadthing";
const LOST = "The connection was lost. What has arrived is kept: try again to go on from there.";
const BROKEN = "This file could not be sent. Try again in a moment.";
/** Waits before a lost connection is tried again by itself; longer breaks are the person's decision. */
const PATIENCE_MS = [800, 3_000];

/**
 * Sends a file with uploadthing's own client. Where its bytes go is asked for once and kept: every further start asks
 * that place how much it has, and sends the rest. So pausing, a lost connection and "Try again" are the same thing.
 */
export const openTransfer: OpenTransfer = (file, purpose, events) => {
  let attempt: AbortController | null = null;
  const place: Place = { answer: null, refusal: null, isGone: false };
  return {
    start() {
      attempt?.abort();
      attempt = new AbortController();
      void send(file, purpose, place, events, attempt.signal);
    },
    stop() {
      attempt?.abort();
      attempt = null;
    },
  } satisfies Transfer;
};

/** Where the bytes go, as the server answered, and what it said last when it refused something. */
type Place = { answer: string | null; refusal: Failure | null; isGone: boolean };

async function send(
  file: File,
  purpose: FilePurpose,
  place: Place,
  events: TransferEvents,
  signal: AbortSignal,
): Promise<void> {
  for (const wait of [...PATIENCE_MS, null]) {
    try {
      const stored = await sendOnce(file, purpose, place, events, signal);
      if (!signal.aborted) events.done(stored);
      return;
    } catch (error) {
      if (signal.aborted) return;
      const { sentence, status } = place.refusal ?? readFailure(error);
      const isFinal = status !== null && !mayPass(status);
      // A refused place is of no more use: the next attempt asks for another one.
      if (status !== null && status !== 409 && status < 500) place.answer = null;
      const isLast = wait === null || (isFinal && !place.isGone);
      if (isLast) return events.failed(sentence ?? (status === null ? LOST : BROKEN), !isFinal);
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (signal.aborted) return;
    }
  }
}

async function sendOnce(
  file: File,
  purpose: FilePurpose,
  place: Place,
  events: TransferEvents,
  signal: AbortSignal,
): Promise<FileView> {
  const { genUploader } = await import("uploadthing/client");
  const { createUpload } = genUploader<FileRouter>({
    url: new URL(ENDPOINT, window.location.origin),
    package: "workhub",
    fetch: fetchFor(place),
  });
  if (signal.aborted) throw new Error("Stopped");
  const upload = await createUpload(purpose, {
    files: [file],
    onUploadProgress: ({ loaded }) => {
      if (!signal.aborted) events.sent(loaded);
    },
  });
  const stop = () => upload.pauseUpload(file);
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  const { serverData } = await upload.done(file);
  const stored: unknown = serverData;
  if (isFileView(stored)) return stored;
  throw new Error("The server did not say what it stored");
}

/** `fetch` for uploadthing's client: remembers the answer about the place, and in whose words something was refused. */
function fetchFor(
  place: Place,
): (input: string | URL | Request, init?: RequestInit) => Promise<Response> {
  place.refusal = null;
  place.isGone = false;
  return async (input, init) => {
    const isQuestion = init?.method === "POST";
    if (isQuestion && place.answer !== null) return new Response(place.answer, { status: 200 });
    const response = await fetch(input, init);
    if (response.ok) {
      if (isQuestion) place.answer = await response.clone().text();
      return response;
    }
    const said: unknown = await response
      .clone()
      .json()
      .catch(() => null);
    place.refusal = { status: response.status, sentence: sentenceIn(said) };
    if (isQuestion) return response;
    place.isGone = response.status < 500;
    throw new Error("The place for this file is gone");
  };
}

/** Too slow, already being written, too early, too often: not about the file itself. */
function mayPass(status: number): boolean {
  return status >= 500 || [401, 408, 409, 423, 425, 429].includes(status);
}

type Failure = { readonly status: number | null; readonly sentence: string | null };

/** What uploadthing's client says when sending the bytes has failed: "XHR failed 422 …", and the server's answer. */
function readFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { status: null, sentence: null };
  const status = /^XHR failed ([45]\d\d)/.exec(error.message)?.[1];
  const sentence = "data" in error ? sentenceIn(error.data) : null;
  return { status: status ? Number(status) : sentence ? 422 : null, sentence };
}

/** The sentence for people in an answer: a problem document's detail, or uploadthing's message. */
function sentenceIn(answer: unknown): string | null {
  if (typeof answer !== "object" || answer === null) return null;
  if ("detail" in answer && typeof answer.detail === "string") return answer.detail;
  if ("message" in answer && typeof answer.message === "string") return answer.message;
  return "error" in answer && typeof answer.error === "string" ? answer.error : null;
}

/** Our own server's answer; looked at because it comes through somebody else's client. */
function isFileView(value: unknown): value is FileView {
  return (
    typeof value === "object" && value !== null && "fileId" in value && isId("fil", value.fileId)
  );
}
