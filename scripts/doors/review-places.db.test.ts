import { describe, expect, test } from "vitest";
import { makeJob, makeProposal } from "#db/testing/factories";
import { hireAndApprove, letClocksAct, provesTheLedger, travel } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { leaveReview } from "#lib/reviews/leave-review";
import { type Reviewed, readNumbers, readTexts } from "./review-places.ts";

useTestDatabase();
provesTheLedger();

const WORDS = "A lighthouse of a person";
const RATING = 2;

/** One side has written, and the other has not. The freelancer has applied for another job meanwhile. */
async function half(by: "client" | "freelancer"): Promise<Reviewed> {
  const { client, freelancer, contractId } = await hireAndApprove();
  await makeProposal(await makeJob(client), freelancer);
  const [author, subject] = by === "client" ? [client, freelancer] : [freelancer, client];
  await leaveReview(author, { contractId, rating: RATING, text: WORDS });
  return { client, freelancer, contractId, subject };
}

const NOTHING = {
  reputation: [0, null],
  total: 0,
  profile: [0, null],
  proposals: [0],
  people: [0, null],
  told: 0,
};

const OF_FREELANCER = {
  profile: [1, RATING * 100],
  proposals: [RATING * 100],
  people: [1, RATING],
};

describe.each(["client", "freelancer"] as const)("a review by the %s", (by) => {
  test("is nowhere to be read, and moves no number, before the other side has written", async () => {
    const reviewed = await half(by);
    for (const [place, shown] of Object.entries(await readTexts(reviewed))) {
      expect(JSON.stringify(shown), place).not.toContain(WORDS);
      expect(JSON.stringify(shown), place).not.toMatch(/rating\\*":\s*2\b|2 (?:out )?of 5/);
    }
    expect(await readNumbers(reviewed)).toEqual(NOTHING);
  });

  test("appears everywhere at once when the other side writes", async () => {
    const reviewed = await half(by);
    const { subject, contractId } = reviewed;
    await leaveReview(subject, { contractId, rating: RATING, text: "Nothing but clouds" });
    await expectShown(reviewed);
  });

  test("appears everywhere at once when the time is up", async () => {
    const reviewed = await half(by);
    travel(14);
    await expect(readNumbers(reviewed)).resolves.toEqual(NOTHING);
    await letClocksAct();
    await expectShown(reviewed);
  });
});

async function expectShown(reviewed: Reviewed): Promise<void> {
  const texts = await readTexts(reviewed);
  for (const place of ["contract page", "profile", "own data"] as const) {
    expect(JSON.stringify(texts[place]), place).toContain(WORDS);
  }
  const isOfFreelancer = reviewed.subject === reviewed.freelancer;
  expect(await readNumbers(reviewed)).toMatchObject({
    reputation: [1, RATING],
    total: 1,
    told: 1,
    ...(isOfFreelancer && OF_FREELANCER),
  });
  if (isOfFreelancer) expect(JSON.stringify(texts.person)).toContain(WORDS);
}
