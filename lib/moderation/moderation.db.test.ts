import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { auditEntries, cases, notifications, reports, sanctions } from "#db/schema";
import { makeAdmin, makeClient, makeFreelancer, makeJob, makeStaff } from "#db/testing/factories";
import { hire } from "#db/testing/hiring";
import { FACTS, makeCase, reportIt, sanction } from "#db/testing/moderation";
import { makeTalk, say } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { blockPerson } from "#lib/conversations/block-person";
import { editMessage } from "#lib/conversations/edit-message";
import { newId } from "#lib/new-id";
import { addDays, now, setClock } from "#lib/time";
import { appealSanction } from "./appeal-sanction.ts";
import { closeCase } from "./close-case.ts";
import { decideAppeal } from "./decide-appeal.ts";
import { imposeSanction } from "./impose-sanction.ts";
import { liftSanction } from "./lift-sanction.ts";
import { lookAround } from "./look-around.ts";
import { getCase, listCases } from "./queries/cases.ts";
import { findNotice, getReportable, listOwnReports, listOwnSanctions } from "./queries/own.ts";
import { readSanction } from "./read-sanction.ts";
import { reportThing } from "./report-thing.ts";

useTestDatabase();
let restoreClock = () => {};
afterEach(() => restoreClock());

/** What somebody was told of, besides messages. */
const kindsFor = async ({ userId }: Actor) =>
  (
    await getDb()
      .select({ kind: notifications.kind })
      .from(notifications)
      .where(eq(notifications.userId, userId))
      .orderBy(notifications.createdAt, notifications.id)
  ).flatMap(({ kind }) => (kind === "message" ? [] : kind));

const refusalsOf = async (tries: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(tries)).map((result) =>
    result.status === "rejected" ? result.reason.code : "done",
  );

describe("a report", () => {
  test("keeps what the message said, whatever becomes of it, and its author learns nothing", async () => {
    const talk = await makeTalk();
    await say(talk.freelancer, talk, "Rude words");
    const { caseId } = await reportIt(talk.client, `${talk.conversationId}.1`);
    await editMessage(talk.freelancer, { ...talk, seq: 1, body: "Kind words" });
    await blockPerson(talk.freelancer, talk.client);
    const view = await getCase(await makeAdmin(), caseId);
    expect(view).toMatchObject({ kind: "message", person: { userId: talk.freelancer.userId } });
    expect(view.reports).toMatchObject([{ quotedBody: "Rude words", reason: "fraud" }]);
    expect(await kindsFor(talk.freelancer)).toEqual([]);
  });

  test("of one thing is one case, and of one person one report, until it is decided", async () => {
    const jobId = await makeJob(await makeClient());
    const [first, second] = [await makeFreelancer(), await makeFreelancer()];
    const made = await reportThing(first, { subject: jobId, reason: "spam" });
    const again = await reportThing(first, { subject: jobId, reason: "other", words: "Again" });
    expect(again).toEqual({ reportId: made.reportId, isReplay: true });
    const { caseId } = await reportIt(second, jobId);
    const admin = await makeAdmin();
    expect((await getCase(admin, caseId)).reportCount).toBe(2);
    await closeCase(admin, { caseId, word: "It is within the rules." });
    const later = await reportIt(first, jobId);
    expect(later.caseId).not.toBe(caseId);
  });

  test("of two people at once is one case with both reports", async () => {
    const jobId = await makeJob(await makeClient());
    const people = await Promise.all([makeFreelancer(), makeFreelancer(), makeFreelancer()]);
    const made = await Promise.all(people.map((person) => reportIt(person, jobId)));
    expect(new Set(made.map(({ caseId }) => caseId)).size).toBe(1);
  });

  test("of what somebody cannot see is not found, and of one's own refused", async () => {
    const { client, freelancer, conversationId } = await makeCase();
    const stranger = await makeClient();
    const subject = `${conversationId}.1`;
    for (const what of [subject, conversationId, newId("job"), newId("usr"), newId("rev")]) {
      const report = reportThing(stranger, { subject: what, reason: "spam" });
      await expect(report).rejects.toMatchObject({ code: "not_found" });
      await expect(getReportable(stranger, what)).rejects.toMatchObject({ code: "not_found" });
    }
    const ofOwn = reportThing(freelancer, { subject, reason: "spam" });
    await expect(ofOwn).rejects.toMatchObject({ code: "own_report" });
    const ofSelf = reportThing(client, { subject: client.userId, reason: "spam" });
    await expect(ofSelf).rejects.toMatchObject({ code: "own_report" });
  });

  test("is limited to 20 a day", async () => {
    const talk = await makeTalk();
    for (let number = 1; number <= 21; number += 1) await say(talk.freelancer, talk, "Rude");
    const report = (seq: number) =>
      reportThing(talk.client, { subject: `${talk.conversationId}.${seq}`, reason: "rude" });
    for (let seq = 1; seq <= 20; seq += 1) await report(seq);
    await expect(report(21)).rejects.toMatchObject({ code: "too_many_today" });
    const isTheirs = eq(reports.reporterId, talk.client.userId);
    expect(await getDb().$count(reports, isTheirs)).toBe(20);
  });

  test("is answered to who made it: that a moderator acted, or a word why not", async () => {
    const moderator = await makeStaff("moderator");
    const [acted, left] = [await makeCase(), await makeCase()];
    await imposeSanction(moderator, {
      caseId: acted.caseId,
      kind: "warn",
      rule: "pay_here",
      facts: FACTS,
    });
    const word = "It is within the rules.";
    await closeCase(moderator, { caseId: left.caseId, word });
    expect(await listOwnReports(acted.client)).toMatchObject([{ outcome: "acted" }]);
    expect(await listOwnReports(left.client)).toMatchObject([{ outcome: "no_action", word }]);
    expect(await kindsFor(acted.client)).toEqual(["report_answered"]);
    expect(await kindsFor(left.client)).toEqual(["report_answered"]);
    expect(await kindsFor(left.freelancer)).not.toContain("sanctioned");
  });
});

describe("a case", () => {
  test("is there for moderators only", async () => {
    const { caseId, client, freelancer } = await makeCase();
    for (const actor of [client, freelancer, await makeStaff("accountant")]) {
      const doing = [
        getCase(actor, caseId),
        listCases(actor, { state: "open", person: "" }),
        closeCase(actor, { caseId, word: "No." }),
        lookAround(actor, { caseId }),
        imposeSanction(actor, { caseId, kind: "warn", rule: "be_kind", facts: FACTS }),
      ];
      expect(await refusalsOf(doing)).toEqual(doing.map(() => "not_found"));
    }
  });

  test("is decided once; the same word again changes nothing", async () => {
    const { caseId, client } = await makeCase();
    const moderator = await makeStaff("moderator");
    const word = "It is within the rules.";
    expect(await closeCase(moderator, { caseId, word })).toEqual({ isReplay: false });
    expect(await closeCase(moderator, { caseId, word })).toEqual({ isReplay: true });
    const decision = { caseId, kind: "warn", rule: "be_kind", facts: FACTS } as const;
    const late = imposeSanction(moderator, decision);
    await expect(late).rejects.toMatchObject({ code: "case_decided" });
    expect(await kindsFor(client)).toEqual(["report_answered"]);
  });

  test("is found by whom it is about", async () => {
    const { caseId, freelancer } = await makeCase();
    const admin = await makeAdmin();
    const find = async (person: string) =>
      (await listCases(admin, { state: "open", person })).rows.map((row) => row.caseId);
    expect(await find(freelancer.userId)).toEqual([caseId]);
    expect(await find(`${freelancer.userId}@EXAMPLE.com`)).toEqual([caseId]);
    expect(await find("nobody at all")).toEqual([]);
  });

  test("is not decided by whom it is about, a colleague of theirs, or who has a contract with them", async () => {
    const { client, freelancer } = await hire();
    const { caseId } = await reportIt(client, freelancer.userId);
    const asModerator = (userId: Actor["userId"]) => ({ userId, role: "moderator" }) as const;
    const word = "No.";
    for (const { userId } of [freelancer, client]) {
      const own = closeCase(asModerator(userId), { caseId, word });
      await expect(own).rejects.toMatchObject({ code: "not_impartial" });
    }
    const colleague = await makeStaff("moderator");
    const about = { id: newId("cas"), subject: colleague.userId, personId: colleague.userId };
    await getDb()
      .insert(cases)
      .values({ ...about, subjectKind: "profile", openedAt: now() });
    const ofColleague = closeCase(await makeStaff("moderator"), { caseId: about.id, word });
    await expect(ofColleague).rejects.toMatchObject({ code: "not_impartial" });
  });

  test("of a message shows a little around it, once asked for, and the audit says so", async () => {
    const talk = await makeTalk();
    for (let number = 1; number <= 20; number += 1) await say(talk.client, talk, `No. ${number}`);
    const { caseId } = await reportIt(talk.freelancer, `${talk.conversationId}.10`);
    const moderator = await makeStaff("moderator");
    expect((await getCase(moderator, caseId)).around).toBeNull();
    await lookAround(moderator, { caseId });
    const { around } = await getCase(moderator, caseId);
    expect(around?.map(({ seq }) => seq)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect((await getCase(await makeStaff("moderator"), caseId)).around).toBeNull();
    expect(await getDb().$count(auditEntries, eq(auditEntries.kind, "case_looked_at"))).toBe(1);
    restoreClock = setClock(() => addDays(new Date(), 1));
    expect((await getCase(moderator, caseId)).around).toBeNull();
  });
});

describe("a sanction", () => {
  test("says what, by which rule, why and until when, to its person, on every page until it is read", async () => {
    const client = await makeClient();
    const { sanctionId } = await sanction(client);
    const notice = { sanctionId, kind: "warn", rule: "pay_here", facts: FACTS, endsAt: null };
    expect(await findNotice(client)).toMatchObject(notice);
    expect(await kindsFor(client)).toEqual(["sanctioned"]);
    const stranger = readSanction(await makeClient(), { sanctionId });
    await expect(stranger).rejects.toMatchObject({ code: "not_found" });
    await readSanction(client, { sanctionId });
    expect(await findNotice(client)).toBeNull();
    expect(await listOwnSanctions(client)).toMatchObject([notice]);
  });

  test("that limits stays on every page while it is in force", async () => {
    const client = await makeClient();
    const endsAt = addDays(now(), 3);
    const { sanctionId } = await sanction(client, { kind: "suspend", endsAt });
    await readSanction(client, { sanctionId });
    expect(await findNotice(client)).toMatchObject({ sanctionId });
    restoreClock = setClock(() => addDays(new Date(), 4));
    expect(await findNotice(client)).toBeNull();
  });

  test("ends in the future, hides only what strangers see, and says what is limited", async () => {
    const { caseId } = await makeCase();
    const moderator = await makeStaff("moderator");
    const decision = { caseId, rule: "pay_here", facts: FACTS } as const;
    const past = imposeSanction(moderator, {
      ...decision,
      kind: "suspend",
      endsAt: addDays(now(), -1),
    });
    await expect(past).rejects.toMatchObject({ code: "deadline_over" });
    const hide = imposeSanction(moderator, { ...decision, kind: "hide" });
    await expect(hide).rejects.toMatchObject({ code: "invalid_input" });
    const nothing = imposeSanction(moderator, { ...decision, kind: "limit" });
    await expect(nothing).rejects.toThrow("Choose what the person cannot do.");
  });

  test("is lifted once, with a reason that its person reads", async () => {
    const client = await makeClient();
    const { sanctionId, moderator } = await sanction(client, { kind: "suspend" });
    const reason = "It has been long enough.";
    await liftSanction(moderator, { sanctionId, reason });
    expect(await findNotice(client)).toBeNull();
    expect(await listOwnSanctions(client)).toMatchObject([
      { isInForce: false, liftReason: reason },
    ]);
    expect(await kindsFor(client)).toEqual(["sanctioned", "sanction_lifted"]);
    const again = liftSanction(moderator, { sanctionId, reason });
    await expect(again).rejects.toMatchObject({ code: "sanction_over" });
  });
});

describe("an appeal", () => {
  const words = "It was somebody else.";

  test("is made once, by the person alone, while it is in force", async () => {
    const client = await makeClient();
    const { sanctionId, moderator } = await sanction(client);
    const other = appealSanction(await makeClient(), { sanctionId, words });
    await expect(other).rejects.toMatchObject({ code: "not_found" });
    expect(await appealSanction(client, { sanctionId, words })).toEqual({ isReplay: false });
    expect(await appealSanction(client, { sanctionId, words })).toEqual({ isReplay: true });
    const again = appealSanction(client, { sanctionId, words: "And another thing." });
    await expect(again).rejects.toMatchObject({ code: "already_appealed" });
    const lifted = await sanction(client);
    await liftSanction(moderator, { sanctionId: lifted.sanctionId, reason: "Over." });
    const late = appealSanction(client, { sanctionId: lifted.sanctionId, words });
    await expect(late).rejects.toMatchObject({ code: "sanction_over" });
  });

  test("is decided once, with reasons, by somebody else than who acted", async () => {
    const client = await makeClient();
    const { sanctionId, moderator, caseId } = await sanction(client, { kind: "suspend" });
    await appealSanction(client, { sanctionId, words });
    const decision = { sanctionId, outcome: "lifted", reasons: "It was a mistake." } as const;
    const own = decideAppeal(moderator, decision);
    await expect(own).rejects.toMatchObject({ code: "not_impartial" });
    const another = await makeStaff("moderator");
    const waiting = { state: "appealed", person: client.userId } as const;
    expect((await listCases(another, waiting)).rows).toMatchObject([{ caseId }]);
    expect(await decideAppeal(another, decision)).toEqual({ isReplay: false });
    expect(await decideAppeal(another, decision)).toEqual({ isReplay: true });
    const changed = decideAppeal(another, { ...decision, outcome: "kept" });
    await expect(changed).rejects.toMatchObject({ code: "case_decided" });
    expect(await findNotice(client)).toBeNull();
    expect(await listOwnSanctions(client)).toMatchObject([
      { appeal: { words, outcome: "lifted", reasons: "It was a mistake." } },
    ]);
    expect((await listCases(another, waiting)).rows).toEqual([]);
  });

  test("that is refused changes nothing else", async () => {
    const client = await makeClient();
    const { sanctionId } = await sanction(client, { kind: "suspend" });
    await appealSanction(client, { sanctionId, words });
    const decision = { sanctionId, outcome: "kept", reasons: "It was clear." } as const;
    await decideAppeal(await makeAdmin(), decision);
    const isIt = eq(sanctions.id, sanctionId);
    const [row] = await getDb().select().from(sanctions).where(isIt);
    expect(row).toMatchObject({ endedAt: null });
    expect(await kindsFor(client)).toContain("appeal_decided");
  });
});
