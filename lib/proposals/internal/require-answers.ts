import { DomainError } from "#lib/errors";
import type { ScreeningQuestion } from "#lib/jobs/questions";
import { answerField, type ScreeningAnswer, unanswered } from "../answers.ts";

/** Throws answer_missing, at its field, when a question that needs an answer has none. */
export function requireAnswers(
  questions: readonly ScreeningQuestion[],
  answers: readonly ScreeningAnswer[],
): void {
  const missing = unanswered(questions, answers);
  if (missing) throw new DomainError("answer_missing", { field: answerField(missing.text) });
}
