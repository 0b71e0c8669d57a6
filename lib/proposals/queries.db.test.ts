import { describe, expect, test } from "vitest";
import { getDb } from "#db/client";
import { contracts, reviews } from "#db/schema";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import { FIRST_MILESTONES } from "#db/testing/first-milestones";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { cents } from "#lib/money";
import { newId } from "#lib/new-id";
import { now } from "#lib/time";
import { getProposal, listEndedProposals, listPendingProposals, listProposals } from "./queries.ts";

useTestDatabase();

/** A finished contract with a review, so that the freelancer has a rating. */
async function reviewed(freelancer: Actor, rating: number) {
  const client = await makeClient();
  const jobId = await makeJob(client, { status: "completed" });
  const proposalId = await makeProposal(jobId, freelancer, { status: "accepted" });
  const contractId = newId("ctr");
  const at = now();
  await getDb()
    .insert(contracts)
    .values({
      id: contractId,
      jobId,
      proposalId,
      clientId: client.userId,
      freelancerId: freelancer.userId,
      priceCents: cents(40_000),
      timelineDays: 10,
      releaseRule: "on_submission",
      reviewWindowDays: 7,
      createdAt: at,
      dueAt: at,
      releasedAt: at,
      completedAt: at,
    });
  await getDb().execute(FIRST_MILESTONES);
  await getDb()
    .insert(reviews)
    .values({
      id: newId("rev"),
      contractId,
      authorId: client.userId,
      subjectId: freelancer.userId,
      rating,
      text: "Thorough.",
      createdAt: at,
      visibleAt: at,
    });
}

async function offers() {
  const client = await makeClient({ name: "Northwind Trade" });
  const jobId = await makeJob(client);
  const [ana, ben, cleo] = [
    await makeFreelancer({ name: "Ana" }),
    await makeFreelancer({ name: "Ben" }),
    await makeFreelancer({ name: "Cleo" }),
  ];
  await reviewed(ana, 4);
  await reviewed(ana, 5);
  await reviewed(ben, 5);
  const make = (freelancer: Actor, priceCents: number, timelineDays: number) =>
    makeProposal(jobId, freelancer, { priceCents: cents(priceCents), timelineDays });
  return {
    client,
    jobId,
    ana,
    ben,
    cleo,
    byAna: await make(ana, 98_000, 10),
    byBen: await make(ben, 140_000, 5),
    byCleo: await make(cleo, 110_000, 20),
  };
}

describe("comparing the proposals on a job", () => {
  test("shows who offers what, with their record", async () => {
    const { client, jobId, byAna, byCleo } = await offers();
    const rows = (await listProposals(client, jobId)).rows;
    const of = (id: string) => rows.find((row) => row.proposalId === id);
    expect(of(byAna)).toMatchObject({
      priceCents: 98_000,
      timelineDays: 10,
      contractId: null,
      freelancer: { name: "Ana", rating: { average: 4.5, count: 2 }, completedCount: 2 },
      client: { name: "Northwind Trade" },
      job: { jobId, status: "open", budgetCents: 40_000 },
    });
    expect(of(byCleo)?.freelancer).toMatchObject({ rating: null, completedCount: 0 });
  });

  test("can be sorted by price, timeline and rating", async () => {
    const { client, jobId, byAna, byBen, byCleo } = await offers();
    const ids = async (sort: "price" | "timeline" | "rating" | "newest") =>
      (await listProposals(client, jobId, { sort })).rows.map((row) => row.proposalId);
    expect(await ids("price")).toEqual([byAna, byCleo, byBen]);
    expect(await ids("timeline")).toEqual([byBen, byAna, byCleo]);
    expect(await ids("rating")).toEqual([byBen, byAna, byCleo]);
    expect(await ids("newest")).toEqual([byCleo, byBen, byAna]);
  });

  test("puts decided ones last and leaves withdrawn ones out", async () => {
    const { client, jobId, byAna, byBen, byCleo } = await offers();
    const declined = await makeProposal(jobId, await makeFreelancer(), {
      status: "declined",
      priceCents: cents(1_000),
    });
    await makeProposal(jobId, await makeFreelancer(), { status: "withdrawn" });
    const rows = (await listProposals(client, jobId, { sort: "price" })).rows;
    expect(rows.map((row) => row.proposalId)).toEqual([byAna, byCleo, byBen, declined]);
  });

  test("is for the job's client: for everyone else it does not exist", async () => {
    const { jobId, ana } = await offers();
    for (const actor of [ana, await makeClient()]) {
      await expect(listProposals(actor, jobId)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(listProposals(ana, "job_x")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("reading one proposal", () => {
  test("is for its freelancer and the job's client: for everyone else it does not exist", async () => {
    const { client, ana, ben, byAna } = await offers();
    for (const actor of [ana, client]) {
      expect(await getProposal(actor, byAna)).toMatchObject({ proposalId: byAna });
    }
    for (const actor of [ben, await makeClient()]) {
      await expect(getProposal(actor, byAna)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(getProposal(client, "prp_x")).rejects.toMatchObject({ code: "not_found" });
  });

  test("a freelancer sees all of their own, and nobody else's", async () => {
    const { ana, byAna } = await offers();
    const pending = (await listPendingProposals(ana)).rows;
    expect(pending.map((row) => row.proposalId)).toEqual([byAna]);
    const ended = (await listEndedProposals(ana)).rows;
    expect(ended).toEqual([]);
  });
});
