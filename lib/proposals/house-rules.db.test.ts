import { eq } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { getDb } from "#db/client";
import { proposals } from "#db/schema";
import { makeAdmin, makeClient, makeFreelancer, makeJob } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import { noteChosen, operatorLimits } from "#lib/chosen";
import { DEFAULT_HOUSE, house } from "#lib/house";
import type { Id } from "#lib/ids";
import { categoryLabel } from "#lib/jobs/categories";
import { currentFee } from "#lib/jobs/current-fee";
import { editJob } from "#lib/jobs/edit-job";
import { postJob } from "#lib/jobs/post-job";
import { getJob } from "#lib/jobs/queries/jobs";
import { listSearchSuggestions } from "#lib/jobs/queries/suggestions";
import type { PostJobInput } from "#lib/jobs/schema";
import { changeSetting } from "#lib/settings/change-setting";
import { getSettings } from "#lib/settings/queries";
import { readSettings } from "#lib/settings/read-settings";
import type { ChangeSettingInput, SettingValues } from "#lib/settings/schema";
import { submitProposal } from "./submit-proposal.ts";

useTestDatabase();
afterEach(() => noteChosen(null));

/** Saves a section as the newest version, and lets this process know. */
async function set<S extends keyof SettingValues>(section: S, value: SettingValues[S]) {
  const admin = await makeAdmin();
  const seen = (await getSettings(admin))[section].version;
  await changeSetting(admin, { section, seen, ...value } as unknown as ChangeSettingInput);
  await readSettings();
}

const OFFER = {
  coverLetter: "I have lit four small theatres, and can show you two of them in the evening.",
  priceCents: "980",
  timelineDays: "14",
  jobRevision: 1,
};

const posting = (fields: Partial<PostJobInput>): PostJobInput => ({
  requestKey: crypto.randomUUID(),
  title: "Light for a small theatre",
  category: "design",
  skills: ["Lighting"],
  description: "Twelve lamps, one evening, and a plan that our own people can follow later.",
  budgetCents: "400",
  timelineDays: "10",
  deadlineAt: null,
  checklist: "",
  releaseRule: "on_approval",
  reviewWindowDays: "7",
  questions: [],
  fileIds: [],
  ...fields,
});

const [, ...others] = DEFAULT_HOUSE.categories;
const web = { value: "web-development", label: "Websites", isHidden: true } as const;
const stage = { value: "stage", label: "Stage and light", isHidden: false } as const;

test("a job keeps a category that is renamed and hidden, and nobody posts another one in it", async () => {
  const client = await makeClient();
  const jobId = await makeJob(client, { category: "web-development" });
  await set("categories", { categories: [web, ...others, stage] });
  const job = await getJob(client, jobId);
  expect([job.category, categoryLabel(job.category)]).toEqual(["web-development", "Websites"]);
  await expect(postJob(client, posting({ category: "web-development" }))).rejects.toMatchObject({
    code: "category_gone",
  });
  const { jobId: lit } = await postJob(client, posting({ category: "stage" }));
  expect((await getJob(client, lit)).category).toBe("stage");
  // Its other words can still be changed.
  const edit = { ...posting({ category: "web-development" }), jobId, jobRevision: job.revision };
  await editJob(client, { ...edit, title: "Another title for the same job" });
  expect((await getJob(client, jobId)).title).toBe("Another title for the same job");
});

test("who searches is offered the categories as they are now", async () => {
  await set("categories", { categories: [web, ...others, stage] });
  expect((await listSearchSuggestions("sta")).categories).toEqual([
    { value: "stage", label: "Stage and light" },
  ]);
  expect((await listSearchSuggestions("websi")).categories).toEqual([]);
});

test("a category that exists is never left out", async () => {
  const admin = await makeAdmin();
  const seen = (await getSettings(admin)).categories.version;
  const lost = changeSetting(admin, { section: "categories", seen, categories: [stage] });
  await expect(lost).rejects.toMatchObject({ code: "outdated_form" });
});

test("a fee holds for offers that are made from then on; one that stands keeps the terms that it was made on", async () => {
  const apply = async (fee: string) =>
    submitProposal(await makeFreelancer(), {
      ...OFFER,
      jobId: await makeJob(await makeClient()),
      fee,
    });
  const earlier = await apply("0/0");
  await set("fee", { feeBasisPoints: 1_250, feeMinimumCents: 300 });
  expect(currentFee()).toEqual({ feeBasisPoints: 1_250, feeMinimumCents: 300 });
  await expect(apply("0/0")).rejects.toMatchObject({
    code: "changed_meanwhile",
    changes: [{ what: "Fee", seen: "none", now: "12.5 %, at least €3.00" }],
  });
  const later = await apply("1250/300");
  const termsOf = async (id: Id<"prp">) =>
    (
      await getDb()
        .select({ share: proposals.feeBasisPoints, least: proposals.feeMinimumCents })
        .from(proposals)
        .where(eq(proposals.id, id))
    )[0];
  expect(await termsOf(earlier.proposalId)).toEqual({ share: 0, least: 0 });
  expect(await termsOf(later.proposalId)).toEqual({ share: 1_250, least: 300 });
  await set("fee", { feeBasisPoints: null, feeMinimumCents: null });
});

test("the times to review are those that are offered, and a posted job keeps its own", async () => {
  const client = await makeClient();
  const { jobId } = await postJob(client, posting({ reviewWindowDays: "14" }));
  await set("windows", { offered: [5, 10], usual: 10 });
  expect(house()).toMatchObject({ reviewWindows: [5, 10], usualReviewWindow: 10 });
  await expect(postJob(client, posting({ reviewWindowDays: "7" }))).rejects.toMatchObject({
    code: "window_gone",
    details: { offered: "5 or 10" },
  });
  const { jobId: next } = await postJob(client, posting({ reviewWindowDays: "5" }));
  expect((await getJob(client, next)).reviewWindowDays).toBe(5);
  expect((await getJob(client, jobId)).reviewWindowDays).toBe(14);
});

test("a limit is the operator's, and the environment's where none is set", async () => {
  const { personStorageMb } = operatorLimits();
  await set("limits", {
    liveProposals: 2,
    personFactor: null,
    addressFactor: null,
    personStorageMb: null,
    contractStorageMb: null,
  });
  expect(operatorLimits()).toMatchObject({ liveProposals: 2, personStorageMb });
  const freelancer = await makeFreelancer();
  const apply = async () =>
    submitProposal(freelancer, { ...OFFER, jobId: await makeJob(await makeClient()) });
  await apply();
  await apply();
  await expect(apply()).rejects.toMatchObject({ code: "too_many_live", details: { limit: 2 } });
});
