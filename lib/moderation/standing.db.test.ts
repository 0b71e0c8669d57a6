import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { freelancerProfiles, jobs, reviews, sanctions } from "#db/schema";
import {
  makeClient,
  makeFreelancer,
  makeJob,
  makeProposal,
  makeStaff,
} from "#db/testing/factories";
import { AS_MADE, hire, hireAndSubmit, PRICE } from "#db/testing/hiring";
import { sanction } from "#db/testing/moderation";
import { makeTalk, say } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { SYSTEM, type VerifiedActor } from "#lib/auth/actor";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { markComplete } from "#lib/contracts/mark-complete";
import { submitWork } from "#lib/contracts/submit-work";
import { openConversation } from "#lib/conversations/open-conversation";
import type { Id } from "#lib/ids";
import { parseJobFilters } from "#lib/jobs/filters";
import { postJob } from "#lib/jobs/post-job";
import { listJobs } from "#lib/jobs/queries/board";
import { getJob } from "#lib/jobs/queries/jobs";
import { saveJob } from "#lib/jobs/save-job";
import type { PostJobInput } from "#lib/jobs/schema";
import { getBalance } from "#lib/ledger/queries";
import { withdraw } from "#lib/payments/withdraw";
import { parsePersonFilters } from "#lib/people/filters";
import { getPerson, listPeople } from "#lib/people/queries/people";
import { submitProposal } from "#lib/proposals/submit-proposal";
import { leaveReview } from "#lib/reviews/leave-review";
import { getReputation, listContractReviews, listReviews } from "#lib/reviews/queries";
import { addDays, now, setClock } from "#lib/time";
import { getClient, getFreelancer, getViewer, listPeopleNamed } from "#lib/users/queries";
import { endSanctions } from "./end-sanctions.ts";
import { liftSanction } from "./lift-sanction.ts";

useTestDatabase();
let restoreClock = () => {};
afterEach(() => restoreClock());

const JOB = {
  title: "Offline maps for a hiking club",
  category: "web-development",
  skills: "React, Maps",
  description: "Hikers need the map of their tour where there is no signal at all.",
  budgetCents: "400",
  timelineDays: "10",
  releaseRule: "on_submission",
  reviewWindowDays: "7",
  questions: [],
  fileIds: [],
  deadlineAt: null,
  checklist: "",
} satisfies Omit<PostJobInput, "requestKey">;
const post = (actor: VerifiedActor) => postJob(actor, { ...JOB, requestKey: randomUUID() });
const apply = (actor: VerifiedActor, jobId: Id<"job">) =>
  submitProposal(actor, {
    jobId,
    jobRevision: 1,
    coverLetter: "I have done this before, and I would begin with the worst of it.",
    priceCents: "300",
    timelineDays: "9",
    answers: {},
    fileIds: [],
  });
const boardHas = async (jobId: string) =>
  (await listJobs(null, parseJobFilters({}), { limit: 300 })).jobs.some(
    (job) => job.jobId === jobId,
  );
const peopleHave = async ({ userId }: VerifiedActor) =>
  (await listPeople(null, parsePersonFilters({}), { limit: 300 })).rows.some(
    (row) => row.userId === userId,
  );

const refusalsOf = async (tries: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(tries)).map((result) =>
    result.status === "rejected" ? result.reason.code : "done",
  );

describe("somebody who is suspended", () => {
  test("begins nothing new, and nobody begins anything with them", async () => {
    const [client, freelancer] = [await makeClient({ fundsCents: PRICE }), await makeFreelancer()];
    const [ownJob, other] = [await makeJob(client), await makeClient({ fundsCents: PRICE })];
    const proposalId = await makeProposal(ownJob, await makeFreelancer());
    const offered = await makeProposal(await makeJob(other), freelancer);
    await sanction(client, { kind: "suspend" });
    await sanction(freelancer, { kind: "suspend" });
    const jobId = await makeJob(other);
    const named = { jobId: ownJob, freelancerId: (await makeFreelancer()).userId };
    const theirs = [
      post(client),
      apply(freelancer, jobId),
      openConversation(client, named),
      acceptProposal(client, { proposalId, ...AS_MADE }),
    ];
    expect(await refusalsOf(theirs)).toEqual(theirs.map(() => "restricted"));
    const others = [
      apply(await makeFreelancer(), ownJob),
      openConversation(other, { jobId, freelancerId: freelancer.userId }),
      acceptProposal(other, { proposalId: offered, ...AS_MADE }),
    ];
    expect(await refusalsOf(others)).toEqual(others.map(() => "person_suspended"));
  });

  test("is told what they cannot do, and until when", async () => {
    const client = await makeClient();
    const endsAt = new Date("2031-05-14T23:59:59.999Z");
    await sanction(client, { kind: "suspend", endsAt });
    await expect(post(client)).rejects.toMatchObject({
      message: expect.stringContaining(
        "cannot put jobs on the board until 14 May 2031 at 23:59 UTC",
      ),
    });
  });

  test("finishes what was begun, keeps talking about it, and withdraws what was earned", async () => {
    const { client, freelancer, contractId, jobId } = await hire();
    const talk = await makeTalk({ client, freelancer });
    await say(freelancer, talk, "It comes tomorrow.");
    const { conversationId } = await openConversation(freelancer, { jobId });
    await say(client, { conversationId }, "When does it come?");
    await sanction(freelancer, { kind: "suspend" });
    await say(freelancer, talk, "It comes today.");
    await submitWork(freelancer, { contractId, submissionNumber: 0, note: "Here it is." });
    await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE });
    const earned = await getBalance(getDb(), { kind: "wallet", owner: freelancer.userId });
    expect(earned).toBe(PRICE);
    const { paymentId } = await withdraw(
      { ...freelancer, sessionId: SYSTEM },
      {
        requestKey: randomUUID(),
        amountCents: "100",
        account: "new",
        iban: "DE89370400440532013000",
      },
    );
    expect(paymentId).toMatch(/^pay_/);
  });

  test("is in no list until it has ended, by time or by hand, and what was posted is there again", async () => {
    const [client, freelancer] = [await makeClient(), await makeFreelancer({ name: "Zita Quell" })];
    const jobId = await makeJob(client);
    const about = { kind: "suspend", endsAt: addDays(now(), 3) } as const;
    await sanction(client, about);
    const { sanctionId } = await sanction(freelancer, { kind: "suspend" });
    expect([await boardHas(jobId), await peopleHave(freelancer)]).toEqual([false, false]);
    expect(await listPeopleNamed("Zita Q", 5)).toEqual([]);
    await liftSanction(await makeStaff("moderator"), { sanctionId, reason: "Over." });
    expect(await peopleHave(freelancer)).toBe(true);
    expect(await listPeopleNamed("Zita Q", 5)).toHaveLength(1);
    restoreClock = setClock(() => addDays(new Date(), 4));
    await post(client);
    expect(await endSanctions()).toBe(1);
    expect(await boardHas(jobId)).toBe(true);
  });
});

test("a limit forbids what it names, and nothing else", async () => {
  const freelancer = await makeFreelancer();
  await sanction(freelancer, { kind: "limit", acts: ["write_first"] });
  const jobId = await makeJob(await makeClient());
  await apply(freelancer, jobId);
  const talk = openConversation(freelancer, { jobId });
  await expect(talk).rejects.toMatchObject({ code: "restricted" });
  expect(await peopleHave(freelancer)).toBe(true);
});

describe("what is hidden", () => {
  test("does not exist for strangers, and is there for who has a part in it", async () => {
    const [client, applicant] = [await makeClient(), await makeFreelancer()];
    const jobId = await makeJob(client);
    await makeProposal(jobId, applicant);
    const { sanctionId } = await sanction(client, { kind: "hide" }, jobId);
    expect(await boardHas(jobId)).toBe(false);
    const stranger = await makeFreelancer();
    const tries = [
      getJob(null, jobId),
      getJob(stranger, jobId),
      saveJob(stranger, { jobId }),
      apply(stranger, jobId),
    ];
    expect(await refusalsOf(tries)).toEqual(tries.map(() => "not_found"));
    expect(await getJob(client, jobId)).toMatchObject({ isHidden: true });
    expect(await getJob(applicant, jobId)).toMatchObject({ jobId });
    await liftSanction(await makeStaff("moderator"), { sanctionId, reason: "Over." });
    expect(await getJob(null, jobId)).toMatchObject({ isHidden: false });
    expect(await boardHas(jobId)).toBe(true);
  });

  test("two reasons keep a job off the board until both have ended", async () => {
    const client = await makeClient();
    const jobId = await makeJob(client);
    const hidden = await sanction(client, { kind: "hide" }, jobId);
    const suspended = await sanction(client, { kind: "suspend" });
    const moderator = await makeStaff("moderator");
    await liftSanction(moderator, { sanctionId: hidden.sanctionId, reason: "Over." });
    expect(await boardHas(jobId)).toBe(false);
    await liftSanction(moderator, { sanctionId: suspended.sanctionId, reason: "Over." });
    expect(await boardHas(jobId)).toBe(true);
    const [job] = await getDb().select().from(jobs).where(eq(jobs.id, jobId));
    expect(job?.isUnlisted).toBe(false);
  });

  test("a profile is there for its person alone, who otherwise does as before", async () => {
    const [client, freelancer] = [await makeClient(), await makeFreelancer()];
    const [company, { handle }] = [await getViewer(client), await getViewer(freelancer)];
    await sanction(client, { kind: "hide" });
    await sanction(freelancer, { kind: "hide" });
    const stranger = await makeClient();
    const tries = [
      getFreelancer(handle),
      getPerson(stranger, handle),
      getClient(company.handle, stranger),
    ];
    expect(await refusalsOf(tries)).toEqual(tries.map(() => "not_found"));
    expect(await peopleHave(freelancer)).toBe(false);
    expect(await getFreelancer(handle, freelancer)).toMatchObject({ handle });
    expect(await getClient(company.handle, client)).toMatchObject({ handle: company.handle });
    await post(client);
    await getDb()
      .update(sanctions)
      .set({ endsAt: addDays(now(), -1) });
    expect(await getFreelancer(handle)).toMatchObject({ handle });
    expect(await peopleHave(freelancer)).toBe(true);
  });

  test("a review is there for its author alone, and counts in no rating until it is shown again", async () => {
    const { client, freelancer, contractId } = await hireAndSubmit();
    await markComplete(client, { contractId, submissionNumber: 1, heldCents: PRICE });
    const text = "It was never finished.";
    const { reviewId } = await leaveReview(client, { contractId, rating: 1, text });
    const isIt = eq(reviews.id, reviewId);
    await getDb().update(reviews).set({ visibleAt: now() }).where(isIt);
    const numbers = async () => {
      const isTheirs = eq(freelancerProfiles.userId, freelancer.userId);
      const [profile] = await getDb().select().from(freelancerProfiles).where(isTheirs);
      return {
        counted: (await getReputation(freelancer.userId)).count,
        listed: (await listReviews(freelancer.userId)).total,
        rating: profile?.ratingHundredths,
      };
    };
    expect(await numbers()).toEqual({ counted: 1, listed: 1, rating: 100 });
    const { sanctionId } = await sanction(client, { kind: "hide" }, reviewId);
    expect(await numbers()).toEqual({ counted: 0, listed: 0, rating: null });
    expect(await listContractReviews(client, contractId)).toMatchObject([{ reviewId }]);
    expect(await listContractReviews(freelancer, contractId)).toEqual([]);
    await liftSanction(await makeStaff("moderator"), { sanctionId, reason: "Over." });
    expect(await numbers()).toEqual({ counted: 1, listed: 1, rating: 100 });
  });
});
