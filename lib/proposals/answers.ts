import { questionKey, type ScreeningQuestion } from "#lib/jobs/questions";

/** How much a freelancer may answer to one question, in characters. */
export const ANSWER_MAX = 1000;

/** An answer with the words of the question that it answers: whatever becomes of the question, they belong together. */
export type ScreeningAnswer = { readonly question: string; readonly answer: string };

/** A question of a proposal's job, with its answer; null when there is none. */
export type AskedView = {
  readonly question: string;
  readonly answer: string | null;
  /** The client has changed or removed the question since it was answered. */
  readonly isFormer: boolean;
};

const FIELD = /^answers\.([0-9a-z]{1,13})$/;

/** The name of the field that answers exactly these words. */
export function answerField(question: string): string {
  return `answers.${questionKey(question)}`;
}

/** A form's flat fields ("answers.1x2y") as `{ answers: { "1x2y": … } }`. */
export function gatherAnswers(input: unknown): unknown {
  if (!(input instanceof Object) || "answers" in input) return input;
  const answers: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    const [, key] = FIELD.exec(name) ?? [];
    if (key === undefined) rest[name] = value;
    else answers[key] = value;
  }
  return { ...rest, answers };
}

/** What was answered to the questions, in their order. Answers to anything else, and empty ones, are left out. */
export function answersTo(
  questions: readonly ScreeningQuestion[],
  given: Readonly<Record<string, string>>,
): ScreeningAnswer[] {
  return questions.flatMap(({ text }) => {
    const answer = given[questionKey(text)];
    return answer ? [{ question: text, answer }] : [];
  });
}

/** The first question that needs an answer and has none; null when there is none. */
export function unanswered(
  questions: readonly ScreeningQuestion[],
  answers: readonly ScreeningAnswer[],
): ScreeningQuestion | null {
  const isAnswered = ({ text }: ScreeningQuestion) =>
    answers.some(({ question }) => question === text);
  return questions.find((question) => !question.isOptional && !isAnswered(question)) ?? null;
}

/** The job's questions with a proposal's answers, and after them the answers to what is no longer asked. */
export function listAsked(
  questions: readonly ScreeningQuestion[],
  answers: readonly ScreeningAnswer[],
): AskedView[] {
  const asked = questions.map(({ text }) => ({
    question: text,
    answer: answers.find(({ question }) => question === text)?.answer ?? null,
    isFormer: false,
  }));
  const former = answers.filter(({ question }) => questions.every(({ text }) => text !== question));
  return [...asked, ...former.map((answer) => ({ ...answer, isFormer: true }))];
}
