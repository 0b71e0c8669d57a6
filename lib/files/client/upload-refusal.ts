const LOST = "The connection was lost. What has arrived is kept: try again to continue from there.";
const BROKEN = "This file could not be sent. Try again in a moment.";
/** Pauses before a lost connection is tried again automatically; after longer breaks the person decides. */
const PATIENCE_MS = [800, 3_000];
/** For a while the server may believe that the lost connection is still writing. */
const BUSY_PATIENCE_MS = [800, 3_000, 3_000, 3_000];

/** How an attempt to send a file failed. */
export type Failure = {
  /** The question "May I send this?" was refused, rather than the bytes. */
  readonly isQuestion: boolean;
  /** Null when there was no answer at all. */
  readonly status: number | null;
  readonly sentence: string | null;
  /** Names the refusal, when it is ours. */
  readonly code: string | null;
};

export type Judgement = {
  readonly problem: string;
  /** Whether trying again continues, begins from the start, or changes nothing. */
  readonly outlook: "resume" | "anew" | "hopeless";
  /** How often and after how long it is tried again without asking. */
  readonly patience: readonly number[];
};

/** What a failure means for the person, and for the next attempt. */
export function judgeFailure({ isQuestion, status, sentence, code }: Failure): Judgement {
  if (status === null) return { problem: LOST, outlook: "resume", patience: PATIENCE_MS };
  const problem = sentence ?? BROKEN;
  if (isQuestion) {
    // Full, signed out, too often: these can change later. The others are about the file itself.
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
export function readFailure(error: unknown): Failure {
  const answer = readAnswer(error instanceof Error && "data" in error ? error.data : null);
  const status = error instanceof Error ? /^XHR failed ([45]\d\d)/.exec(error.message)?.[1] : null;
  return {
    isQuestion: false,
    status: status ? Number(status) : answer.sentence === null ? null : 422,
    ...answer,
  };
}

const CODE = /^urn:workhub:error:(\w+)$/;

/** The sentence for people in an answer, and its code: from a problem document, or in uploadthing's form. */
export function readAnswer(answer: unknown): Pick<Failure, "sentence" | "code"> {
  const code = CODE.exec(textIn(answer, "type") ?? "")?.[1] ?? null;
  const sentence = textIn(answer, "detail") ?? textIn(answer, "message") ?? textIn(answer, "error");
  return { sentence, code };
}

function textIn(answer: unknown, name: string): string | null {
  if (typeof answer !== "object" || answer === null || !(name in answer)) return null;
  const value: unknown = Object.entries(answer).find(([key]) => key === name)?.[1];
  return typeof value === "string" ? value : null;
}
