import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { contracts, proposals } from "#db/schema";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { makeStoredFiles } from "#db/testing/stored-files";
import { useTestDatabase } from "#db/testing/test-database";
import type { VerifiedActor } from "#lib/auth/actor";
import { getReadableFile } from "#lib/files/queries/readable";
import type { Id } from "#lib/ids";
import { closeJob } from "#lib/jobs/close-job";
import { editJob } from "#lib/jobs/edit-job";
import { postJob } from "#lib/jobs/post-job";
import { listJobChanges } from "#lib/jobs/queries/changes";
import type { EditJobInput } from "#lib/jobs/schema";
import { newId } from "#lib/new-id";
import { changeProposal } from "./change-proposal.ts";
import { confirmProposal } from "./confirm-proposal.ts";
import { declineProposal } from "./decline-proposal.ts";
import { getProposal } from "./queries.ts";
import { submitProposal } from "./submit-proposal.ts";
import { withdrawProposal } from "./withdraw-proposal.ts";

useTestDatabase();

const ONE = "Draw one banner for the front window of our shop, in our colours.";
const MANY = "Draw two hundred banners for the front window of our shop, in our colours.";
const fields = {
  title: "A banner for our shop",
  category: "design",
  skills: "Illustration",
  description: ONE,
  budgetCents: "400",
  timelineDays: "10",
  releaseRule: "on_approval",
  reviewWindowDays: "7",
} as const;
const offer = {
  coverLetter: "I have drawn banners like this one for three shops in your street.",
  priceCents: 40_000,
  timelineDays: 10,
};

async function post(client: VerifiedActor): Promise<Id<"job">> {
  return (await postJob(client, { requestKey: newId("job"), ...fields })).jobId;
}

function edit(
  client: VerifiedActor,
  jobId: Id<"job">,
  jobRevision: number,
  change: Partial<EditJobInput> = { description: MANY },
) {
  return editJob(client, { jobId, jobRevision, ...fields, ...change });
}

/** A job of one banner, and a proposal for it. */
async function applied() {
  const client = await makeClient();
  const freelancer = await makeFreelancer();
  const jobId = await post(client);
  const { proposalId } = await submitProposal(freelancer, { jobId, jobRevision: 1, ...offer });
  return { client, freelancer, jobId, proposalId };
}

const bannerChange = {
  what: "Description",
  seen: "Draw one banner for the front window of our shop, in …",
  now: "Draw two hundred banners for the front window of our shop, in …",
};

describe("applying to a job that has changed since it was read", () => {
  test.each([
    [{ budgetCents: "200" }, { what: "Budget", seen: "€400.00", now: "€200.00" }],
    [
      { releaseRule: "on_submission" as const },
      { what: "Paid", seen: "on approval", now: "on submission" },
    ],
    [{ reviewWindowDays: "14" }, { what: "Time to review", seen: "7 days", now: "14 days" }],
    [{ timelineDays: "7" }, { what: "Timeline", seen: "10 days", now: "1 week" }],
    [
      { title: "Two hundred banners" },
      { what: "Title", seen: fields.title, now: "Two hundred banners" },
    ],
    [{ description: MANY }, bannerChange],
    [{ skills: "Print" }, { what: "Skills", seen: "Illustration", now: "Print" }],
  ])("sends nothing and shows old beside new: %o", async (change, shown) => {
    const client = await makeClient();
    const freelancer = await makeFreelancer();
    const jobId = await post(client);
    await edit(client, jobId, 1, change);
    const apply = { jobId, ...offer };
    await expect(submitProposal(freelancer, { ...apply, jobRevision: 1 })).rejects.toMatchObject({
      code: "changed_meanwhile",
      changes: [shown],
    });
    expect(await getDb().$count(proposals, eq(proposals.jobId, jobId))).toBe(0);
    await submitProposal(freelancer, { ...apply, jobRevision: 2 });
  });

  test("goes through when only its place on the board changed or the words were put back", async () => {
    const client = await makeClient();
    const jobId = await post(client);
    await edit(client, jobId, 1, { category: "marketing" });
    await edit(client, jobId, 2, { description: MANY });
    await edit(client, jobId, 3, {});
    await submitProposal(await makeFreelancer(), { jobId, jobRevision: 1, ...offer });
  });

  test("names an added deadline, and files that were replaced by others of the same name", async () => {
    const client = await makeClient();
    const jobId = await post(client);
    const [first = newId("fil")] = await makeStoredFiles(client, "job", ["brief.pdf"]);
    const [second = newId("fil")] = await makeStoredFiles(client, "job", ["brief.pdf"]);
    await edit(client, jobId, 1, { fileIds: [first] });
    await edit(client, jobId, 2, { fileIds: [second], deadlineAt: "2099-05-14" });
    const apply = submitProposal(await makeFreelancer(), { jobId, jobRevision: 2, ...offer });
    await expect(apply).rejects.toMatchObject({
      changes: [
        { what: "Files", seen: "brief.pdf", now: "brief.pdf (replaced)" },
        { what: "Needed by", seen: "no fixed day", now: "14 May 2099" },
      ],
    });
  });

  test("with a revision that never existed is refused as a tampered form", async () => {
    const jobId = await post(await makeClient());
    const apply = submitProposal(await makeFreelancer(), { jobId, jobRevision: 7, ...offer });
    await expect(apply).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("a job that is edited in two tabs", () => {
  test("loses nothing: the second is shown what the first saved", async () => {
    const client = await makeClient();
    const jobId = await post(client);
    await edit(client, jobId, 1);
    const late = edit(client, jobId, 1, { title: "A banner for our new shop" });
    await expect(late).rejects.toMatchObject({
      code: "changed_meanwhile",
      changes: [bannerChange],
    });
    await edit(client, jobId, 2, { title: "A banner for our new shop", description: MANY });
    const { edits } = await listJobChanges(null, jobId);
    expect(
      edits.map(({ revision, changes }) => [revision, changes.map(({ what }) => what)]),
    ).toEqual([
      [3, ["Title"]],
      [2, ["Description"]],
    ]);
  });
});

describe("a job that is changed after a freelancer applied", () => {
  test("leaves the proposal bound to what was read until its freelancer confirms it", async () => {
    const { client, freelancer, jobId, proposalId } = await applied();
    await edit(client, jobId, 1);
    expect(await getProposal(client, proposalId)).toMatchObject({
      isOutdated: true,
      jobChanges: [bannerChange],
    });
    const confirm = (jobRevision: number) =>
      confirmProposal(freelancer, { proposalId, jobRevision });
    await expect(confirm(1)).rejects.toMatchObject({ code: "changed_meanwhile" });
    expect(await confirm(2)).toMatchObject({ isReplay: false });
    expect(await confirm(2)).toMatchObject({ isReplay: true });
    expect(await getProposal(freelancer, proposalId)).toMatchObject({
      isOutdated: false,
      jobChanges: [],
    });
  });

  test("asks nobody when only its place on the board changed or the words were put back", async () => {
    const { client, jobId, proposalId } = await applied();
    await edit(client, jobId, 1, { category: "marketing" });
    expect(await getProposal(client, proposalId)).toMatchObject({ isOutdated: false });
    await edit(client, jobId, 2);
    expect(await getProposal(client, proposalId)).toMatchObject({ isOutdated: true });
    await edit(client, jobId, 3, {});
    expect(await getProposal(client, proposalId)).toMatchObject({ isOutdated: false });
  });

  test("can be confirmed only by the freelancer, while the proposal is live", async () => {
    const { client, freelancer, jobId, proposalId } = await applied();
    await edit(client, jobId, 1);
    const confirm = (actor: VerifiedActor) =>
      confirmProposal(actor, { proposalId, jobRevision: 2 });
    await expect(confirm(client)).rejects.toMatchObject({ code: "forbidden" });
    await expect(confirm(await makeFreelancer())).rejects.toMatchObject({ code: "not_found" });
    await withdrawProposal(freelancer, { proposalId, proposalRevision: 1 });
    await expect(confirm(freelancer)).rejects.toMatchObject({ code: "proposal_not_live" });
  });
});

describe("changing a proposal", () => {
  test("keeps the old offer, tells the client what changed and when, and binds it to the job as it is now", async () => {
    const { client, freelancer, jobId, proposalId } = await applied();
    await edit(client, jobId, 1);
    const changed = {
      proposalId,
      proposalRevision: 1,
      jobRevision: 2,
      ...offer,
      priceCents: 30_000,
      timelineDays: 14,
    };
    expect(await changeProposal(freelancer, changed)).toMatchObject({ isReplay: false });
    expect(await changeProposal(freelancer, changed)).toMatchObject({ isReplay: true });
    const view = await getProposal(client, proposalId);
    expect(view).toMatchObject({
      revision: 2,
      priceCents: 30_000,
      isOutdated: false,
      offerChanges: [
        { what: "Price", seen: "€400.00", now: "€300.00" },
        { what: "Timeline", seen: "10 days", now: "2 weeks" },
      ],
    });
    expect(view.changedAt).not.toBeNull();
  });

  test("is refused in a tab that shows an older one, or an older job, and shows both", async () => {
    const { client, freelancer, jobId, proposalId } = await applied();
    const change = { proposalId, ...offer };
    const first = { ...change, proposalRevision: 1, jobRevision: 1, priceCents: 30_000 };
    await changeProposal(freelancer, first);
    const late = changeProposal(freelancer, { ...first, priceCents: 50_000 });
    await expect(late).rejects.toMatchObject({
      code: "changed_meanwhile",
      changes: [{ what: "Price", seen: "€400.00", now: "€300.00" }],
    });
    await edit(client, jobId, 1);
    const blind = { ...change, proposalRevision: 2, jobRevision: 1, priceCents: 50_000 };
    await expect(changeProposal(freelancer, blind)).rejects.toMatchObject({
      changes: [bannerChange],
    });
  });

  test("is only for its freelancer, and only until the client has decided", async () => {
    const { client, freelancer, proposalId } = await applied();
    const change = { proposalId, proposalRevision: 1, jobRevision: 1, ...offer, priceCents: 1_000 };
    await expect(changeProposal(client, change)).rejects.toMatchObject({ code: "forbidden" });
    await expect(changeProposal(await makeFreelancer(), change)).rejects.toMatchObject({
      code: "not_found",
    });
    await declineProposal(client, { proposalId, proposalRevision: 1, reason: "Too much." });
    await expect(changeProposal(freelancer, change)).rejects.toMatchObject({
      code: "proposal_not_live",
    });
    expect(await getProposal(freelancer, proposalId)).toMatchObject({ priceCents: 40_000 });
  });
});

describe("answering an offer that was changed meanwhile", () => {
  test.each(["decline", "withdraw"] as const)(
    "does not %s it, and shows both offers",
    async (verb) => {
      const { client, freelancer, proposalId } = await applied();
      const change = {
        proposalId,
        proposalRevision: 1,
        jobRevision: 1,
        ...offer,
        priceCents: 30_000,
      };
      await changeProposal(freelancer, change);
      const stale = { proposalId, proposalRevision: 1 };
      const answer =
        verb === "decline"
          ? declineProposal(client, { ...stale, reason: "Too expensive for us." })
          : withdrawProposal(freelancer, stale);
      await expect(answer).rejects.toMatchObject({
        code: "changed_meanwhile",
        changes: [{ what: "Price", seen: "€400.00", now: "€300.00" }],
      });
      expect(await getProposal(client, proposalId)).toMatchObject({ status: "submitted" });
    },
  );

  test("a job with an unread proposal is not closed", async () => {
    const { client, jobId, proposalId } = await applied();
    await expect(closeJob(client, { jobId, proposalsSeen: 0 })).rejects.toMatchObject({
      code: "changed_meanwhile",
      changes: [{ what: "Proposals so far", seen: "0", now: "1" }],
    });
    expect(await getProposal(client, proposalId)).toMatchObject({ status: "submitted" });
    await closeJob(client, { jobId, proposalsSeen: 1 });
  });
});

describe("the files of a proposal", () => {
  test("can be read by its freelancer and the client, before and after a change, and by nobody else", async () => {
    const client = await makeClient();
    const freelancer = await makeFreelancer();
    const jobId = await post(client);
    const [kept = newId("fil"), gone = newId("fil"), added = newId("fil")] = await makeStoredFiles(
      freelancer,
      "proposal",
      ["plan.pdf", "old.pdf", "new.pdf"],
    );
    const sent = { jobId, jobRevision: 1, ...offer, fileIds: [kept, gone] };
    const { proposalId } = await submitProposal(freelancer, sent);
    expect(await submitProposal(freelancer, sent)).toMatchObject({ proposalId, isReplay: true });
    const change = { proposalId, proposalRevision: 1, jobRevision: 1, ...offer };
    await changeProposal(freelancer, { ...change, fileIds: [kept, added] });
    const view = await getProposal(client, proposalId);
    expect(view.files.map(({ name }) => name)).toEqual(["plan.pdf", "new.pdf"]);
    expect(view.offerChanges).toEqual([
      { what: "Files", seen: "plan.pdf, old.pdf", now: "plan.pdf, new.pdf" },
    ]);
    for (const reader of [client, freelancer]) {
      expect(await getReadableFile(reader, added)).toMatchObject({ name: "new.pdf" });
    }
    for (const stranger of [await makeClient(), await makeFreelancer(), null]) {
      await expect(getReadableFile(stranger, added)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(getReadableFile(freelancer, gone)).rejects.toMatchObject({ code: "not_found" });
  });

  test("that belong to another person are not attached, and nothing is sent", async () => {
    const client = await makeClient();
    const jobId = await post(client);
    const [foreign = newId("fil")] = await makeStoredFiles(await makeFreelancer(), "proposal", [
      "theirs.pdf",
    ]);
    const freelancer = await makeFreelancer();
    const apply = { jobId, jobRevision: 1, ...offer, fileIds: [foreign] };
    await expect(submitProposal(freelancer, apply)).rejects.toMatchObject({
      code: "file_unavailable",
    });
    const mine = and(eq(proposals.jobId, jobId), eq(proposals.freelancerId, freelancer.userId));
    expect(await getDb().$count(proposals, mine)).toBe(0);
    expect(await getDb().$count(contracts, eq(contracts.jobId, jobId))).toBe(0);
  });
});
