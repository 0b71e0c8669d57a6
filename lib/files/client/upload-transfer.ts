import type { FileRoute } from "uploadthing/types";
import { isId } from "#lib/ids";
import type { FilePurpose } from "../policy.ts";
import type { FileView } from "../schema.ts";
import { type Failure, judgeFailure, readAnswer, readFailure } from "./upload-refusal.ts";

const ENDPOINT = "/api/uploadthing";

/** Sends one file's bytes. After `stop`, `start` continues where it stopped. */
export type Transfer = { start(): void; stop(): void };

export type TransferEvents = {
  sent(bytes: number): void;
  done(file: FileView): void;
  failed(problem: string, canRetry: boolean): void;
};

export type OpenTransfer = (file: File, purpose: FilePurpose, events: TransferEvents) => Transfer;

/** Where the bytes go, as the server answered, and its last refusal. */
export type Place = { answer: string | null; refusal: Failure | null };

/** One attempt: the whole file, or the part that the place does not have yet. Throws when it fails. */
export type Send = (
  file: File,
  purpose: FilePurpose,
  place: Place,
  events: Pick<TransferEvents, "sent">,
  signal: AbortSignal,
) => Promise<FileView>;

/**
 * Transfers in this way. The place for a file's bytes is asked for once and kept: every further start asks that place
 * how much it has, and sends the rest. So pausing, a lost connection and "Try again" are the same thing.
 */
export function transfersBy(send: Send): OpenTransfer {
  return (file, purpose, events) => {
    let attempt: AbortController | null = null;
    const place: Place = { answer: null, refusal: null };
    const sendOnce = (signal: AbortSignal) => send(file, purpose, place, events, signal);
    return {
      start() {
        attempt?.abort();
        attempt = new AbortController();
        void persist(sendOnce, place, events, attempt.signal);
      },
      stop() {
        attempt?.abort();
        attempt = null;
      },
    };
  };
}

/** Tries until the file is there, only the person can help, or it is stopped. */
async function persist(
  sendOnce: (signal: AbortSignal) => Promise<FileView>,
  place: Place,
  events: TransferEvents,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const stored = await sendOnce(signal);
      if (!signal.aborted) events.done(stored);
      return;
    } catch (error) {
      if (signal.aborted) return;
      const { problem, outlook, patience } = judgeFailure(place.refusal ?? readFailure(error));
      // The next attempt asks for another place.
      if (outlook !== "resume") place.answer = null;
      const wait = patience[attempt];
      if (wait === undefined) return events.failed(problem, outlook !== "hopeless");
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (signal.aborted) return;
    }
  }
}

/** The input and output of the server's file router, as far as this file relies on them. */
type Router = Record<
  FilePurpose,
  FileRoute<{ input: Extras; output: unknown; errorShape: unknown }>
>;
/** The SHA-256 of what is sent. */
type Extras = { sha256: string[] };

/** Sends with uploadthing's own client. */
export const sendThroughUploadthing: Send = async (file, purpose, place, events, signal) => {
  const { genUploader } = await import("uploadthing/client");
  const { createUpload } = genUploader<Router>({
    url: new URL(ENDPOINT, window.location.origin),
    package: "workhub",
    fetch: fetchFor(place),
  });
  const input = await fingerprint(file);
  if (signal.aborted) throw new Error("Stopped");
  const upload = await createUpload(purpose, {
    files: [file],
    input,
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
};

/** The server compares this with what arrives. Browsers compute it only on secure addresses. */
async function fingerprint(file: File): Promise<Extras> {
  if (!window.isSecureContext) return { sha256: [] };
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return { sha256: [[...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("")] };
}

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** `fetch` for uploadthing's client: keeps the answer about the place, and the words of a refusal. */
function fetchFor(place: Place): Fetch {
  place.refusal = null;
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
    place.refusal = { isQuestion, status: response.status, ...readAnswer(said) };
    // The client would take a refused "how much do you have?" as the answer "nothing".
    if (!isQuestion) throw new Error("The place for this file is gone");
    return response;
  };
}

/** Our own server's answer; checked because it comes through another library's client. */
function isFileView(value: unknown): value is FileView {
  return (
    typeof value === "object" && value !== null && "fileId" in value && isId("fil", value.fileId)
  );
}
