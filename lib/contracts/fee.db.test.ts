import { afterEach, expect, test } from "vitest";
import { getDb } from "#db/client";
import { makeClient, makeFreelancer, makeJob } from "#db/testing/factories";
import { AS_MADE, money, provesTheLedger, seenNow } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { setFee } from "#lib/jobs/current-fee";
import { type FeeTerms, feeKey, NO_FEE } from "#lib/jobs/fee";
import { getSharedBalance } from "#lib/ledger/queries";
import { PLATFORM } from "#lib/ledger/schema";
import { cents } from "#lib/money";
import { listNotifications } from "#lib/notifications/queries";
import { changeProposal } from "#lib/proposals/change-proposal";
import { getProposal } from "#lib/proposals/queries";
import { submitProposal } from "#lib/proposals/submit-proposal";
import { acceptProposal } from "./accept-proposal.ts";
import { agreeToCancellation } from "./agree-to-cancellation.ts";
import { markComplete } from "./mark-complete.ts";
import { getContract } from "./queries/contracts.ts";
import { requestCancellation } from "./request-cancellation.ts";
import { submitWork } from "./submit-work.ts";

useTestDatabase();
provesTheLedger();
let restoreFee = () => {};
afterEach(() => restoreFee());

const TEN_PERCENT: FeeTerms = { feeBasisPoints: 1_000, feeMinimumCents: cents(200) };
function operatorTakes(fee: FeeTerms): void {
  restoreFee();
  restoreFee = setFee(fee);
}
const taken = async () =>
  Number(await getSharedBalance(getDb(), { kind: "platform", owner: PLATFORM }));

/** An offer from a page that showed the fee of this key. */
async function offer(fee: string, priceCents = "300") {
  const [client, freelancer] = [await makeClient({ fundsCents: 30_000 }), await makeFreelancer()];
  const jobId = await makeJob(client, { releaseRule: "on_approval" });
  const { proposalId } = await submitProposal(freelancer, {
    jobId,
    jobRevision: 1,
    coverLetter: "I have fixed this kind of checkout before, in three shops as large as yours.",
    timelineDays: "10",
    priceCents,
    fee,
    fileIds: [],
  });
  return { client, freelancer, jobId, proposalId };
}

async function hireFor(fee: FeeTerms) {
  operatorTakes(fee);
  const made = await offer(feeKey(fee));
  const { proposalId } = made;
  const { contractId } = await acceptProposal(made.client, { proposalId, ...AS_MADE });
  return { ...made, contractId };
}

async function complete(hired: Awaited<ReturnType<typeof hireFor>>) {
  const { client, freelancer, contractId } = hired;
  await submitWork(freelancer, { contractId, submissionNumber: 0, note: "Here it is." });
  await markComplete(client, { contractId, ...(await seenNow(contractId)) });
}

test("is kept of what is released, in one transfer, and everybody reads the same amounts", async () => {
  const before = await taken();
  const hired = await hireFor(TEN_PERCENT);
  await complete(hired);
  expect(await money(hired)).toEqual([0, 0, 27_000]);
  expect((await taken()) - before).toBe(3_000);
  const theirs = await getContract(hired.freelancer, hired.contractId);
  expect(theirs.money).toMatchObject({ place: "freelancer", amountCents: 27_000 });
  expect(theirs.ifNobodyActs[0]).toContain("€270.00 was paid to you");
  const clients = await getContract(hired.client, hired.contractId);
  expect(clients.money).toMatchObject({ place: "freelancer", amountCents: 30_000 });
  const { rows: told } = await listNotifications(hired.freelancer);
  expect(told.map(({ sentence }) => sentence).join()).toContain("€270.00 is in your wallet");
});

test("is not taken of what is refunded", async () => {
  const before = await taken();
  const hired = await hireFor(TEN_PERCENT);
  const { client, freelancer, contractId } = hired;
  await requestCancellation(client, { contractId });
  await agreeToCancellation(freelancer, { contractId, ...(await seenNow(contractId)) });
  expect(await money(hired)).toEqual([30_000, 0, 0]);
  expect(await taken()).toBe(before);
});

test("stays as it was agreed when the operator takes another one meanwhile", async () => {
  const hired = await hireFor(TEN_PERCENT);
  operatorTakes({ feeBasisPoints: 5_000, feeMinimumCents: cents(0) });
  await complete(hired);
  expect(await money(hired)).toEqual([0, 0, 27_000]);
});

test("that differs from the page is refused, with both, and nothing is sent", async () => {
  operatorTakes(TEN_PERCENT);
  await expect(offer(feeKey(NO_FEE))).rejects.toMatchObject({
    code: "changed_meanwhile",
    changes: [{ what: "Fee", seen: "none", now: "10 %, at least €2.00" }],
  });
  for (const fee of ["", "ten", "1000/200/1"]) {
    await expect(offer(fee)).rejects.toMatchObject({ code: "invalid_input" });
  }
});

test("would leave nothing of a price that is too small, which is refused", async () => {
  operatorTakes(TEN_PERCENT);
  await expect(offer(feeKey(TEN_PERCENT), "2")).rejects.toMatchObject({ code: "price_within_fee" });
  expect(await offer(feeKey(TEN_PERCENT), "2.01")).toHaveProperty("proposalId");
});

test("of an offer is the new one once the offer is changed, and the client sees both", async () => {
  operatorTakes(TEN_PERCENT);
  const { client, freelancer, proposalId } = await offer(feeKey(TEN_PERCENT));
  const twenty = { feeBasisPoints: 2_000, feeMinimumCents: cents(0) };
  operatorTakes(twenty);
  const { coverLetter, timelineDays } = await getProposal(freelancer, proposalId);
  await changeProposal(freelancer, {
    proposalId,
    ...AS_MADE,
    coverLetter,
    timelineDays: String(timelineDays),
    priceCents: "310",
    fileIds: [],
    fee: feeKey(twenty),
  });
  const { offerChanges } = await getProposal(client, proposalId);
  expect(offerChanges).toContainEqual(
    expect.objectContaining({ what: "Fee", seen: "10 %, at least €2.00", now: "20 %" }),
  );
});
