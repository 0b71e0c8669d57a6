import { expect, test } from "vitest";
import { type Account, judge } from "./judge.ts";

const ABOUT = `ctr_${"a".repeat(26)}`;
const TALK = `cnv_${"b".repeat(26)}`;
const TO = "ana@example.com";

function taken(id: string, text: string, { begunAt = 0, isKnown = true } = {}) {
  const data = `Message-ID: <${id}>\r\nList-ID: WorkHub: jobs <work.workhub.example>\r\n\r\n${text}`;
  return { messageId: `<${id}>`, to: TO, data, begunAt, isKnown };
}

const account = (part: Partial<Account>): Account => ({
  promised: [],
  read: [],
  deleted: [],
  deletedTexts: [],
  stopped: [],
  ...part,
});

test("what was promised and taken is delivered, and what was not is lost", () => {
  const promised = [
    { about: ABOUT, to: TO, count: 1 },
    { about: TALK, to: TO, count: 3 },
  ];
  const mails = [
    taken("1", `https://workhub.example/contracts/${ABOUT}`),
    taken("2", `2 new messages from Bo https://workhub.example/inbox/${TALK}`),
  ];
  expect(judge(mails, account({ promised }))).toMatchObject({ delivered: 1, lost: 1 });
});

test("a mail that comes again is excused only while its sender did not know", () => {
  const unknown = [taken("1", "", { isKnown: false }), taken("1", "")];
  expect(judge(unknown, account({}))).toMatchObject({ duplicated: 1, unexcused: 0 });
  expect(judge([taken("1", ""), taken("1", "")], account({}))).toMatchObject({ unexcused: 1 });
});

test("two mails that say the same are unexcused", () => {
  const text = `https://workhub.example/contracts/${ABOUT}`;
  const promised = [{ about: ABOUT, to: TO, count: 1 }];
  expect(judge([taken("1", text), taken("2", text)], account({ promised }))).toMatchObject({
    unexcused: 1,
  });
});

test("what was read, deleted or stopped is not sent afterwards", () => {
  const ended = [{ about: ABOUT, to: TO, at: 1_000 }];
  const mails = [
    taken("1", `https://workhub.example/contracts/${ABOUT} secret`, { begunAt: 9_000 }),
  ];
  const part = {
    read: ended,
    deletedTexts: ["secret"],
    stopped: [{ to: TO, topic: "work", at: 1_000 }],
  };
  expect(judge(mails, account(part))).toMatchObject({
    afterRead: 1,
    deletedText: 1,
    unsubscribedStillSent: 1,
  });
});
