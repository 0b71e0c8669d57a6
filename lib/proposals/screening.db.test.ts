import { expect, test } from "vitest";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { editJob } from "#lib/jobs/edit-job";
import { postJob } from "#lib/jobs/post-job";
import { questionKey, type ScreeningQuestion } from "#lib/jobs/questions";
import { newId } from "#lib/new-id";
import { changeProposal } from "./change-proposal.ts";
import { declineProposal } from "./decline-proposal.ts";
import { getProposal, listProposals } from "./queries.ts";
import { submitProposal } from "./submit-proposal.ts";

useTestDatabase();

const WHY: ScreeningQuestion = {
  text: "Which screen readers do you test with?",
  isOptional: false,
};
const WHEN: ScreeningQuestion = { text: "When can you begin?", isOptional: true };
const REPLACED: ScreeningQuestion = { text: "Do you work for nothing?", isOptional: false };
const job = {
  title: "Make our checkout usable",
  category: "web-development",
  skills: "React",
  description: "Three pages. An audit found 24 problems, all of them known.",
  budgetCents: "400",
  timelineDays: "10",
  releaseRule: "on_approval",
  reviewWindowDays: "7",
} as const;
const offer = {
  coverLetter: "I have made four checkouts usable with a screen reader.",
  priceCents: 40_000,
  timelineDays: 10,
};
const because = { [questionKey(WHY.text)]: "NVDA, and VoiceOver." };

async function asked(questions: ScreeningQuestion[] = [WHY, WHEN]) {
  const client = await makeClient({ fundsCents: 100_000 });
  const freelancer = await makeFreelancer();
  const { jobId } = await postJob(client, { requestKey: newId("job"), ...job, questions });
  const edit = (jobRevision: number, next: ScreeningQuestion[]) =>
    editJob(client, { jobId, jobRevision, ...job, questions: next });
  const apply = (answers: Record<string, string>, jobRevision = 1) =>
    submitProposal(freelancer, { jobId, jobRevision, ...offer, answers });
  return { client, freelancer, jobId, edit, apply };
}

test("a needed answer is asked for at its field, and an optional one may be left out", async () => {
  const { client, jobId, apply } = await asked();
  await expect(apply({ [questionKey(WHEN.text)]: "Tomorrow" })).rejects.toMatchObject({
    code: "answer_missing",
    details: { field: `answers.${questionKey(WHY.text)}` },
  });
  const { proposalId } = await apply(because);
  const proposal = await getProposal(client, proposalId);
  expect(proposal.asked).toEqual([
    { question: WHY.text, answer: "NVDA, and VoiceOver.", isFormer: false },
    { question: WHEN.text, answer: null, isFormer: false },
  ]);
  const { rows } = await listProposals(client, jobId);
  expect(rows[0]?.asked).toEqual(proposal.asked);
  expect(await apply(because)).toEqual({ proposalId, isReplay: true });
  await expect(apply({ ...because, [questionKey(WHEN.text)]: "Now" })).rejects.toMatchObject({
    code: "already_applied",
  });
});

test("questions that changed while the form was open refuse it, with old beside new", async () => {
  const { edit, apply } = await asked();
  await edit(1, [REPLACED, WHEN]);
  const late = apply(because);
  await expect(late).rejects.toMatchObject({
    code: "changed_meanwhile",
    changes: [{ what: "Questions" }],
  });
});

test("another order of the same questions refuses nothing", async () => {
  const { edit, apply } = await asked();
  await edit(1, [WHEN, WHY]);
  await apply(because);
});

test("an answer keeps the words that it answered, and the proposal stands", async () => {
  const { client, freelancer, jobId, edit, apply } = await asked();
  const { proposalId } = await apply(because);
  await edit(1, [REPLACED]);
  const proposal = await getProposal(client, proposalId);
  expect(proposal.isOutdated).toBe(false);
  expect(proposal.asked).toEqual([
    { question: REPLACED.text, answer: null, isFormer: false },
    { question: WHY.text, answer: "NVDA, and VoiceOver.", isFormer: true },
  ]);
  const change = (answers: Record<string, string>) =>
    changeProposal(freelancer, {
      proposalId,
      proposalRevision: 1,
      jobRevision: 2,
      ...offer,
      answers,
    });
  await expect(change({})).rejects.toMatchObject({ code: "answer_missing" });
  await change({ [questionKey(REPLACED.text)]: "No." });
  const changed = await getProposal(client, proposalId);
  expect(changed.asked).toEqual([{ question: REPLACED.text, answer: "No.", isFormer: false }]);
  expect(changed.offerChanges).toEqual([
    { what: WHY.text, seen: "NVDA, and VoiceOver.", now: "" },
    { what: REPLACED.text, seen: "", now: "No." },
  ]);
  // Who read the former answer has not read this one.
  const decline = (proposalRevision: number) =>
    declineProposal(client, { proposalId, proposalRevision, reason: "Too slow." });
  await expect(decline(1)).rejects.toMatchObject({ code: "changed_meanwhile" });
  await decline(2);
  expect((await listProposals(client, jobId)).rows[0]?.status).toBe("declined");
});
