import { expect, test } from "vitest";
import { questionKey } from "#lib/jobs/questions";
import { answersTo, gatherAnswers, listAsked, unanswered } from "./answers.ts";

const WHY = { text: "Why you?", isOptional: false };
const WHEN = { text: "When can you begin?", isOptional: true };

test("a form's fields become answers, and other fields stay", () => {
  const key = questionKey(WHY.text);
  expect(gatherAnswers({ [`answers.${key}`]: "Because.", "answers.a b": "?", price: "1" })).toEqual(
    { "answers.a b": "?", price: "1", answers: { [key]: "Because." } },
  );
});

test("an answer goes to the question with its words, wherever that stands now", () => {
  const given = { [questionKey(WHY.text)]: "Because.", [questionKey("Former?")]: "Lost" };
  expect(answersTo([WHEN, WHY], given)).toEqual([{ question: WHY.text, answer: "Because." }]);
  expect(answersTo([{ text: "Why you, really?", isOptional: false }], given)).toEqual([]);
});

test("only a question that may be left out may be left out", () => {
  expect(unanswered([WHEN, WHY], [])).toBe(WHY);
  expect(unanswered([WHEN, WHY], [{ question: WHY.text, answer: "Because." }])).toBeNull();
});

test("an answer whose question is gone is listed last, under the words that it answers", () => {
  const answers = [
    { question: "Former?", answer: "Yes." },
    { question: WHY.text, answer: "Because." },
  ];
  expect(listAsked([WHEN, WHY], answers)).toEqual([
    { question: WHEN.text, answer: null, isFormer: false },
    { question: WHY.text, answer: "Because.", isFormer: false },
    { question: "Former?", answer: "Yes.", isFormer: true },
  ]);
});
