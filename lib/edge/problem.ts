import { type AnswerCode, ERRORS, sentenceOf } from "#lib/errors";

/** An RFC 9457 problem document. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly requestId: string;
};

export const PROBLEM_TYPE = "application/problem+json";

/** What an unsuccessful answer says to a program. */
export function describeProblem(code: AnswerCode, requestId: string, detail?: string): Problem {
  const [status] = ERRORS[code];
  return {
    type: `urn:workhub:error:${code}`,
    title: titleOf(code),
    status,
    detail: detail ?? sentenceOf(code),
    requestId,
  };
}

/** "not_found" becomes "Not found": RFC 9457 wants the same title for every occurrence. */
function titleOf(code: AnswerCode): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
