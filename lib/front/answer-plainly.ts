import { describeProblem, PROBLEM_TYPE } from "#lib/edge/problem";
import { type AnswerCode, ERRORS, sentenceOf } from "#lib/errors";
import { houseName } from "#lib/house";
import { escapeHtml } from "#lib/text";

/** An answer that the front gives without asking anything behind it. */
export type PlainAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** A refusal: a small page for a browser that navigates, and a problem document (RFC 9457) for everything else. */
export function answerPlainly(
  code: AnswerCode,
  accept: string | undefined,
  requestId: string,
): PlainAnswer {
  const [status] = ERRORS[code];
  const sentence = escapeHtml(sentenceOf(code));
  const isPage = accept?.includes("text/html") ?? false;
  const problem = describeProblem(code, requestId);
  const body = isPage ? page(problem.title, sentence) : JSON.stringify(problem);
  return {
    status,
    headers: {
      "content-type": isPage ? "text/html; charset=utf-8" : PROBLEM_TYPE,
      "content-length": String(Buffer.byteLength(body)),
      "cache-control": "no-store",
      "x-request-id": requestId,
      ...(code === "overloaded" ? { "retry-after": "5" } : {}),
    },
    body,
  };
}

/** Needs no script, style or database. Every sentence is our own: nothing from the request is repeated. */
function page(title: string, sentence: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${escapeHtml(houseName())}</title>
<main>
<h1>${title}</h1>
<p>${sentence}</p>
<p><a href="/">Go to ${escapeHtml(houseName())}</a></p>
</main>
</html>
`;
}
