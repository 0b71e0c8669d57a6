import type { FileRoute } from "uploadthing/types";
import type { FilePurpose, FileView } from "#lib/files/schema";
import { isId } from "#lib/ids";
import type { OpenTransfer, TransferEvents } from "./upload-queue.tsx";

const ENDPOINT = "/api/uploadthing";
const LOST = "The connection was lost. What has arrived is kept: try again to go on from there.";
const BROKEN = "This file could not be sent. Try again in a moment.";
/** Waits before a lost connection is tried again by itself; longer breaks are the person's decision. */
const PATIENCE_MS = [800, 3_000];
/** The server may believe for a while that the lost connection still writes. */
const BUSY_PATIENCE_MS = [800, 3_000, 6_000, 8_000];

/**
 * Sends a file with uploadthing's own client. Where its bytes go is asked for once and kept: every further start asks
 * that place how much it has, and sends the rest. So pausing, a lost connection and "Try again" are the same thing.
 */
export const openTransfer: OpenTransfer = (file, purpose, events) => {
  let attempt: AbortController | null = null;
  const place: Place = { answer: null, refusal: null };
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
  };
};

/** Where the bytes go, as the server answered, and what it said last when it refused something. */
type Place = { answer: string | null; refusal: Failure | null };

async function send(
  file: File,
  purpose: FilePurpose,
  place: Place,
  events: TransferEvents,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const stored = await sendOnce(file, purpose, place, events, signal);
      if (!signal.aborted) events.done(stored);
      return;
    } catch (error) {
      if (signal.aborted) return;
      const { problem, outlook, patience } = judge(place.refusal ?? readFailure(error));
      // The next attempt asks for another place.
      if (outlook !== "resume") place.answer = null;
      const wait = patience[attempt];
      if (wait === undefined) return events.failed(problem, outlook !== "hopeless");
      await new Promise((resolve) => setTimeout(resolve, wait));
      if (signal.aborted) return;
    }
  }
}

/** What the server's file router takes and gives, as far as this file relies on it. */
type Router = Record<
  FilePurpose,
  FileRoute<{ input: Extras; output: unknown; errorShape: unknown }>
>;
/** The SHA-256 of what is sent. */
type Extras = { sha256: string[] };

async function sendOnce(
  file: File,
  purpose: FilePurpose,
  place: Place,
  events: TransferEvents,
  signal: AbortSignal,
): Promise<FileView> {
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
}

/** What the server compares with what arrives. Browsers compute it only on secure addresses. */
async function fingerprint(file: File): Promise<Extras> {
  if (!window.isSecureContext) return { sha256: [] };
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return { sha256: [[...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("")] };
}

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** `fetch` for uploadthing's client: keeps the answer about the place, and in whose words something was refused. */
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
    // To a refused "how much do you have?" the client would listen as if it was "nothing".
    if (!isQuestion) throw new Error("The place for this file is gone");
    return response;
  };
}

type Failure = {
  /** "May I send this?" was refused, rather than the bytes. */
  readonly isQuestion: boolean;
  /** Null when there was no answer at all. */
  readonly status: number | null;
  readonly sentence: string | null;
  /** Names the refusal, when it is ours. */
  readonly code: string | null;
};

type Judgement = {
  readonly problem: string;
  /** Whether trying again goes on, begins anew, or changes nothing. */
  readonly outlook: "resume" | "anew" | "hopeless";
  /** How often and after how long it is tried again without asking. */
  readonly patience: readonly number[];
};

function judge({ isQuestion, status, sentence, code }: Failure): Judgement {
  if (status === null) return { problem: LOST, outlook: "resume", patience: PATIENCE_MS };
  const problem = sentence ?? BROKEN;
  if (isQuestion) {
    // Full, signed out, too often: it can be otherwise later. The others are about the file itself.
    const isPassing = status >= 500 || [401, 409, 429].includes(status);
    return { problem, outlook: isPassing ? "anew" : "hopeless", patience: [] };
  }
  if (status === 409) return { problem, outlook: "resume", patience: BUSY_PATIENCE_MS };
  if ([403, 404, 410].includes(status)) return { problem, outlook: "anew", patience: [0] };
  const isPassing = status >= 500 || status === 408 || code === "file_incomplete";
  return isPassing
    ? { problem, outlook: "resume", patience: PATIENCE_MS }
    : { problem, outlook: "hopeless", patience: [] };
}

/** What uploadthing's client says when sending the bytes has failed: "XHR failed 422 …", and the server's answer. */
function readFailure(error: unknown): Failure {
  const answer = readAnswer(error instanceof Error && "data" in error ? error.data : null);
  const status = error instanceof Error ? /^XHR failed ([45]\d\d)/.exec(error.message)?.[1] : null;
  return {
    isQuestion: false,
    status: status ? Number(status) : answer.sentence === null ? null : 422,
    ...answer,
  };
}

const CODE = /^urn:workhub:error:(\w+)$/;

/** The sentence for people in an answer, and its code: of a problem document, or as uploadthing writes it. */
function readAnswer(answer: unknown): Pick<Failure, "sentence" | "code"> {
  const code = CODE.exec(textIn(answer, "type") ?? "")?.[1] ?? null;
  const sentence = textIn(answer, "detail") ?? textIn(answer, "message") ?? textIn(answer, "error");
  return { sentence, code };
}

function textIn(answer: unknown, name: string): string | null {
  if (typeof answer !== "object" || answer === null || !(name in answer)) return null;
  const value: unknown = Object.entries(answer).find(([key]) => key === name)?.[1];
  return typeof value === "string" ? value : null;
}

/** Our own server's answer; looked at because it comes through somebody else's client. */
function isFileView(value: unknown): value is FileView {
  return (
    typeof value === "object" && value !== null && "fileId" in value && isId("fil", value.fileId)
  );
}
