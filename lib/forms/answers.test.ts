import { expect, test } from "vitest";
import { keepAnswer, takeAnswer } from "./answers.ts";
import { FORM_FIELD, idleForm, KEY_FIELD } from "./state.ts";

const sent = new FormData();
sent.set(FORM_FIELD, "form-1");
sent.set(KEY_FIELD, "key-0001");

const head = (fields: Record<string, string>) => new Headers(fields);

test("the page of the same request gets the answer, once", () => {
  keepAnswer(head({ "x-nonce": "one" }), sent, idleForm);
  expect(takeAnswer(head({ "x-nonce": "two" }))).toBeNull();
  expect(takeAnswer(head({}))).toBeNull();
  expect(takeAnswer(head({ "x-nonce": "one" }))).toEqual({
    formId: "form-1",
    key: "key-0001",
    state: idleForm,
  });
  expect(takeAnswer(head({ "x-nonce": "one" }))).toBeNull();
});

test("an answer for a script is not kept: the script gets it", () => {
  keepAnswer(head({ "x-nonce": "three", "next-action": "a1" }), sent, idleForm);
  expect(takeAnswer(head({ "x-nonce": "three" }))).toBeNull();
});

test("answers whose page is never rendered do not pile up", () => {
  for (let n = 0; n < 1500; n += 1) keepAnswer(head({ "x-nonce": `n${n}` }), sent, idleForm);
  expect(globalThis.workhubFormAnswers?.size).toBeLessThanOrEqual(1000);
  expect(takeAnswer(head({ "x-nonce": "n1499" }))).not.toBeNull();
});
