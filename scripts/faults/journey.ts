import { eq, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { sessions } from "#db/schema";
import { makeIban } from "#lib/payments/iban";
import { now } from "#lib/time";
import { type Doubt, send, sendPlainly } from "./form.ts";
import { makeMark, type Person, untilKnown, untilTrue } from "./person.ts";
import { uploadFile } from "./upload.ts";

const IBAN = makeIban("DE", "100000000000004417");
const FILES = 3;
const LEAST_BYTES = 20_000;
const MOST_BYTES = 1_500_000;
const ON_CONTRACT = "(workspace)/contracts/[contractId]#";

export type Pair = { readonly client: Person; readonly freelancer: Person };

/**
 * From the wallet to the review: funds, a job, a proposal, hiring, work with files, changes now and then, approval, a
 * review, and a withdrawal of exactly what was earned. No two journeys of one pair have the same `number`, so none has
 * the same amount.
 */
export async function travel({ client, freelancer }: Pair, number: number): Promise<void> {
  const doubt: Doubt = number % 2 === 0 ? "asks" : "resends";
  const isPaidOnSubmission = number % 3 === 0;
  const priceCents = 2_000 + number;
  await addFunds(client, priceCents);
  const jobId = await postJob(client, isPaidOnSubmission, doubt);
  const proposalId = await apply(freelancer, jobId, priceCents, doubt);
  await send(
    client,
    {
      action: "(workspace)#hireAction",
      path: `/jobs/${jobId}/proposals`,
      fields: { proposalId, proposalRevision: "1", jobRevision: "1" },
      makes: `hired ${jobId}`,
    },
    doubt,
  );
  const contractId = await idOf(sql`select id from contracts where proposal_id = ${proposalId}`);
  await submit(freelancer, contractId, 0, FILES, doubt);
  const hasChanges = !isPaidOnSubmission && number % 2 === 1;
  if (hasChanges) {
    await requestChanges(client, contractId, doubt);
    await submit(freelancer, contractId, 1, 1, doubt);
  }
  await send(
    client,
    {
      action: `${ON_CONTRACT}markCompleteAction`,
      path: `/contracts/${contractId}`,
      fields: {
        contractId,
        submissionNumber: hasChanges ? "2" : "1",
        heldCents: isPaidOnSubmission ? "0" : String(priceCents),
      },
      makes: `completed ${jobId}`,
    },
    doubt,
  );
  await review(client, contractId, doubt);
  await withdraw(freelancer, priceCents, doubt);
}

/** Without scripts, as a browser posts it by itself; then waits for the bank. */
async function addFunds(client: Person, amountCents: number): Promise<void> {
  const { userId } = client.actor;
  await sendPlainly(
    client,
    {
      path: "/wallet/add-funds",
      fields: { amountCents: decimal(amountCents), card: "card_4242" },
      makes: `deposit ${userId} ${amountCents}`,
    },
    /payment=/,
  );
  await untilTrue(async () => {
    const rows = await getDb().execute(sql`
      select 1 from payments where user_id = ${userId} and direction = 'deposit'
        and amount_cents = ${amountCents} and status = 'settled'`);
    return rows.length > 0;
  });
}

async function postJob(client: Person, isPaidOnSubmission: boolean, doubt: Doubt): Promise<string> {
  const mark = makeMark();
  await send(
    client,
    {
      action: "(workspace)/jobs/new#postJobAction",
      path: "/jobs/new",
      fields: {
        title: `A table of twelve spreadsheets ${mark}`,
        category: "data",
        "skills[]": ["Excel", "SQL"],
        description: "Twelve spreadsheets become one table that our shop can read, week by week.",
        budgetCents: "50",
        timelineDays: "10",
        deadlineAt: "",
        releaseRule: isPaidOnSubmission ? "on_submission" : "on_approval",
        reviewWindowDays: "7",
        "fileIds[]": [],
      },
      makes: `job ${mark}`,
    },
    doubt,
  );
  return idOf(sql`select id from jobs where title like ${`%${mark}`}`);
}

async function apply(
  freelancer: Person,
  jobId: string,
  priceCents: number,
  doubt: Doubt,
): Promise<string> {
  const mark = makeMark();
  await send(
    freelancer,
    {
      action: "(workspace)/jobs/[jobId]/apply#applyAction",
      path: `/jobs/${jobId}/apply`,
      fields: {
        jobId,
        jobRevision: "1",
        coverLetter: `I have done this kind of work before, and I would begin with the worst of it. ${mark}`,
        priceCents: decimal(priceCents),
        timelineDays: "9",
        "fileIds[]": [],
      },
      makes: `proposal ${mark}`,
    },
    doubt,
  );
  return idOf(sql`select id from proposals where cover_letter like ${`%${mark}`}`);
}

async function submit(
  freelancer: Person,
  contractId: string,
  before: number,
  files: number,
  doubt: Doubt,
): Promise<void> {
  const mark = makeMark();
  const fileIds: string[] = [];
  for (let file = 0; file < files; file += 1) {
    const sizeBytes = LEAST_BYTES + Math.floor(Math.random() * (MOST_BYTES - LEAST_BYTES));
    fileIds.push(await uploadFile(freelancer, sizeBytes));
  }
  await send(
    freelancer,
    {
      action: `${ON_CONTRACT}submitWorkAction`,
      path: `/contracts/${contractId}`,
      fields: {
        contractId,
        submissionNumber: String(before),
        requestKey: `version-${before + 1}`,
        note: `The work, with its files. ${mark}`,
        "fileIds[]": fileIds,
      },
      makes: `submission ${mark} ${files} files`,
    },
    doubt,
  );
}

async function requestChanges(client: Person, contractId: string, doubt: Doubt): Promise<void> {
  const mark = makeMark();
  await send(
    client,
    {
      action: `${ON_CONTRACT}requestChangesAction`,
      path: `/contracts/${contractId}`,
      fields: { contractId, note: `The last page is missing. ${mark}`, submissionNumber: "1" },
      makes: `changes ${mark}`,
    },
    doubt,
  );
}

async function review(client: Person, contractId: string, doubt: Doubt): Promise<void> {
  const mark = makeMark();
  await send(
    client,
    {
      action: `${ON_CONTRACT}leaveReviewAction`,
      path: `/contracts/${contractId}`,
      fields: { contractId, rating: "5", text: `A pleasure. ${mark}` },
      makes: `review ${mark}`,
    },
    doubt,
  );
}

async function withdraw(freelancer: Person, amountCents: number, doubt: Doubt): Promise<void> {
  const isTheirs = eq(sessions.userId, freelancer.actor.userId);
  // They signed in long ago, and show once more that it is them.
  await untilKnown(() => getDb().update(sessions).set({ provedAt: now() }).where(isTheirs));
  await send(
    freelancer,
    {
      action: "(workspace)/wallet/withdraw#withdrawAction",
      path: "/wallet/withdraw",
      fields: { amountCents: decimal(amountCents), account: "new", iban: IBAN },
      makes: `payout ${freelancer.actor.userId} ${amountCents}`,
    },
    doubt,
  );
}

function decimal(amountCents: number): string {
  return (amountCents / 100).toFixed(2);
}

/** What was acknowledged is there: its page would show it. */
function idOf(query: ReturnType<typeof sql>): Promise<string> {
  return untilKnown(async () => {
    const [row] = await getDb().execute<{ id: string }>(query);
    if (!row) throw new Error("What was acknowledged is not there");
    return row.id;
  });
}
