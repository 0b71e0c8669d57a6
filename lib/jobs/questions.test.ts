import { expect, test } from "vitest";
import { gatherQuestions, questionKey, questionsText } from "./questions.ts";
import { postJobInput } from "./schema.ts";

const form = {
  requestKey: "key",
  title: "Make our checkout usable",
  category: "web-development",
  skills: "React",
  description: "Three pages. An audit found 24 problems, all of them known.",
  budgetCents: "400",
  timelineDays: "21",
  releaseRule: "on_approval",
  reviewWindowDays: "7",
};

function issuesOf(questions: Record<string, string>) {
  const result = postJobInput.safeParse({ ...form, ...questions });
  return result.success
    ? []
    : result.error.issues.map(({ path, message }) => [path.join("."), message]);
}

test("rows of a form become questions, and empty rows are left out", () => {
  const sent = {
    ...form,
    "questions.0.text": "",
    "questions.2.text": "  Which screen   readers do you use? ",
    "questions.3.text": "When can you begin?",
    "questions.3.isOptional": "on",
  };
  expect(postJobInput.parse(sent).questions).toEqual([
    { text: "Which screen   readers do you use?", isOptional: false },
    { text: "When can you begin?", isOptional: true },
  ]);
});

test("questions that are already gathered stay as they are", () => {
  const questions = [{ text: "When can you begin?", isOptional: true }];
  expect(postJobInput.parse({ ...form, questions }).questions).toEqual(questions);
});

test("a sixth row is no field, and a sixth question is refused", () => {
  expect(gatherQuestions({ "questions.5.text": "Six?" })).toEqual({
    "questions.5.text": "Six?",
    questions: [],
  });
  const questions = Array.from({ length: 6 }, (_, n) => ({ text: `Question ${n}?` }));
  expect(postJobInput.safeParse({ ...form, questions }).success).toBe(false);
});

test("a question is short, and asked once", () => {
  expect(issuesOf({ "questions.1.text": "x".repeat(201) })).toEqual([
    ["questions.1.text", "Use at most 200 characters."],
  ]);
  expect(issuesOf({ "questions.0.text": "Why?", "questions.2.text": " Why? " })).toEqual([
    ["questions.2.text", "You ask this already."],
  ]);
});

test("a key is made of the words alone", () => {
  // The published value of FNV-1a 64 for "foobar".
  expect(questionKey("foobar")).toBe(0x85944171f73967e8n.toString(36));
  expect(questionKey("Why?")).not.toBe(questionKey("Why not?"));
});

test("another order asks the same, and an answer that is needed now does not", () => {
  const [a, b] = [
    { text: "Why?", isOptional: false },
    { text: "How?", isOptional: true },
  ];
  expect(questionsText([a, b])).toBe(questionsText([b, a]));
  expect(questionsText([a, b])).not.toBe(questionsText([a, { ...b, isOptional: false }]));
});
