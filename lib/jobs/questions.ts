/** How many screening questions a job may ask, and how long one may be, in characters. */
export const MAX_QUESTIONS = 5;
export const QUESTION_MAX = 200;

/** What everyone who applies to a job is asked. Without `isOptional`, nobody applies without an answer. */
export type ScreeningQuestion = { readonly text: string; readonly isOptional: boolean };

type QuestionField = "text" | "isOptional";
const FIELD = /^questions\.([0-4])\.(text|isOptional)$/;

/** The name of a field of the question at `index`: "questions.0.text". Errors name it too. */
export function questionField(index: number, field: QuestionField): string {
  return `questions.${index}.${field}`;
}

/** A form's flat fields ("questions.0.text") as `{ questions: [{ text, isOptional }] }`. */
export function gatherQuestions(input: unknown): unknown {
  if (!(input instanceof Object) || "questions" in input) return input;
  const questions: Record<string, unknown>[] = [];
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    const [, index, field] = FIELD.exec(name) ?? [];
    if (index === undefined || field === undefined) rest[name] = value;
    else questions[Number(index)] = { ...questions[Number(index)], [field]: value };
  }
  return { ...rest, questions: Array.from(questions, (question) => question ?? {}) };
}

/**
 * A short name made of a question's words alone: an answer that was typed under it can never end up under other words.
 * The 64-bit FNV-1a hash (Fowler, Noll, Vo; RFC 9923) of its UTF-16 code units, in base 36.
 */
export function questionKey(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash.toString(36);
}

/** All questions as one text, a line each; the order does not count, because it asks nothing else. */
export function questionsText(questions: readonly ScreeningQuestion[]): string {
  return questions.map(lineOf).sort().join("\n");
}

function lineOf({ text, isOptional }: ScreeningQuestion): string {
  return isOptional ? `${text} (optional)` : text;
}
