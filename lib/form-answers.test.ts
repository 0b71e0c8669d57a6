import { expect, test } from "vitest";
import { keepAnswer, takeAnswer } from "./form-answers.ts";
import { idleForm } from "./form-state.ts";

const head = (fields: Record<string, string>) => new Headers(fields);

test("the page of the same request gets the answer, once", () => {
  keepAnswer(head({ "x-nonce": "one" }), "form-1", idleForm);
  expect(takeAnswer(head({ "x-nonce": "two" }))).toBeNull();
  expect(takeAnswer(head({}))).toBeNull();
  expect(takeAnswer(head({ "x-nonce": "one" }))).toEqual({ formId: "form-1", state: idleForm });
  expect(takeAnswer(head({ "x-nonce": "one" }))).toBeNull();
});

test("what a script asked for is not kept: the script gets it", () => {
  keepAnswer(head({ "x-nonce": "three", "next-action": "a1" }), "form-1", idleForm);
  expect(takeAnswer(head({ "x-nonce": "three" }))).toBeNull();
});

test("answers whose page was never rendered do not pile up", () => {
  for (let n = 0; n < 1500; n += 1) keepAnswer(head({ "x-nonce": `n${n}` }), "form-1", idleForm);
  expect(globalThis.workhubFormAnswers?.size).toBeLessThanOrEqual(1000);
  expect(takeAnswer(head({ "x-nonce": "n1499" }))).not.toBeNull();
});
