import { count, eq, sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { contracts, submissions } from "#db/schema";
import { fund, makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import type { VerifiedActor } from "#lib/auth/actor";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { actOnClock } from "#lib/contracts/act-on-clock";
import { submitWork } from "#lib/contracts/submit-work";
import type { Id } from "#lib/ids";
import { cents } from "#lib/money";
import { type Arena, atOnce, type Figures, isDone, judge } from "./arena.ts";

const CROWD = 20;
const RIVALS = 5;
const PRICE = cents(1_000);
const FIRST = { proposalRevision: 1, jobRevision: 1 };
const HIRE = "(workspace)#hireAction";
const ON_CONTRACT = "(workspace)/contracts/[contractId]#";

export type Race = (arena: Arena, figures: Figures) => Promise<void>;

/** Twenty times *Hire* on one proposal: one contract, one hold, and everybody else is told of that contract. */
export const acceptOne: Race = async (arena, figures) => {
  const { client, proposalId, jobId } = await makeOffer();
  const answers = await atOnce(CROWD, () => arena.send(client, HIRE, offerFields(proposalId)));
  judge(figures, answers);
  if (!answers.every(isDone) || (await countHired(jobId)) !== 1) figures.wrong += 1;
};

/** Twenty times *Hire* on five proposals for one job: one of them, and the others hear that the job is taken. */
export const acceptRivals: Race = async (arena, figures) => {
  const { client, jobId, proposalId } = await makeOffer();
  const rivals = await atOnce(RIVALS - 1, async () =>
    makeProposal(jobId, await makeFreelancer(), { priceCents: PRICE }),
  );
  const offers = [proposalId, ...rivals];
  const answers = await atOnce(CROWD, (number) =>
    arena.send(client, HIRE, offerFields(offers[number % RIVALS] ?? proposalId)),
  );
  judge(figures, answers);
  // Each proposal was tried by as many, and to those who tried the chosen one it is done.
  const isOne = answers.filter(isDone).length === CROWD / RIVALS;
  if (!isOne || (await countHired(jobId)) !== 1) figures.wrong += 1;
};

/** The same version submitted by several windows at once: it is there once. */
export const submitTwice: Race = async (arena, figures) => {
  const { freelancer, contractId } = await makeContract();
  const answers = await atOnce(CROWD, () =>
    arena.send(freelancer, `${ON_CONTRACT}submitWorkAction`, {
      contractId,
      submissionNumber: "0",
      note: "The work, in one piece.",
      "fileIds[]": [],
    }),
  );
  judge(figures, answers);
  const [row] = await getDb()
    .select({ versions: count() })
    .from(submissions)
    .where(eq(submissions.contractId, contractId));
  if (row?.versions !== 1 || answers.filter(isDone).length !== 1) figures.wrong += 1;
};

/** Approving in one window and asking for changes in another: one of the two, wholly. */
export const approveOrSendBack: Race = async (arena, figures) => {
  const { client, contractId } = await makeSubmitted();
  const answers = await atOnce(CROWD, (number) =>
    number % 2 === 0
      ? arena.send(client, `${ON_CONTRACT}markCompleteAction`, approval(contractId))
      : arena.send(client, `${ON_CONTRACT}requestChangesAction`, {
          contractId,
          submissionNumber: "1",
          note: "The last page is missing.",
        }),
  );
  judge(figures, answers);
  const { released, status } = await lookAt(contractId);
  const isWhole =
    (status === "completed" && released === 1) ||
    (status === "changes_requested" && released === 0);
  if (!isWhole) figures.wrong += 1;
};

/** Approving at the moment at which the clock approves: paid once. */
export const approveOrClock: Race = async (arena, figures) => {
  const { client, contractId } = await makeSubmitted();
  await getDb().execute(
    sql`update clocks set at = now() - interval '1 second' where contract_id = ${contractId}`,
  );
  const clock = atOnce(CROWD / 2, () => actOnClock({ contractId }));
  const answers = await atOnce(CROWD / 2, () =>
    arena.send(client, `${ON_CONTRACT}markCompleteAction`, approval(contractId)),
  );
  await clock;
  judge(figures, answers);
  const { released, status } = await lookAt(contractId);
  if (status !== "completed" || released !== 1) figures.wrong += 1;
};

export async function makeOffer({ funds = 100_000 } = {}) {
  const [client, freelancer] = await Promise.all([makeClient(), makeFreelancer()]);
  await fund(client, funds);
  const jobId = await makeJob(client, { releaseRule: "on_approval" });
  const proposalId = await makeProposal(jobId, freelancer, { priceCents: PRICE });
  return { client, freelancer, jobId, proposalId };
}

export function offerFields(proposalId: Id<"prp">) {
  return { proposalId, proposalRevision: "1", jobRevision: "1" };
}

export async function countHired(jobId: Id<"job">): Promise<number> {
  const [row] = await getDb().execute<{ hired: number }>(sql`
    select count(*)::int as hired from contracts c
    join ledger.accounts a on a.kind = 'hold' and a.owner = c.id and a.balance = c.price_cents
    where c.job_id = ${jobId}`);
  const [all] = await getDb()
    .select({ contracts: count() })
    .from(contracts)
    .where(eq(contracts.jobId, jobId));
  return row?.hired === all?.contracts ? (row?.hired ?? 0) : -1;
}

async function makeContract(): Promise<{
  client: VerifiedActor;
  freelancer: VerifiedActor;
  contractId: Id<"ctr">;
}> {
  const { client, freelancer, proposalId } = await makeOffer();
  const { contractId } = await acceptProposal(client, { proposalId, ...FIRST });
  return { client, freelancer, contractId };
}

async function makeSubmitted() {
  const made = await makeContract();
  const { freelancer, contractId } = made;
  await submitWork(freelancer, {
    contractId,
    submissionNumber: 0,
    note: "The work, in one piece.",
  });
  return made;
}

function approval(contractId: Id<"ctr">) {
  return { contractId, submissionNumber: "1", heldCents: String(PRICE) };
}

/** How often the contract's money was released, and where it stands. */
async function lookAt(contractId: Id<"ctr">): Promise<{ released: number; status: string }> {
  const [row] = await getDb().execute<{ released: number; status: string }>(sql`
    select (select count(*)::int from ledger.transfers t
        where t.reference = 'contract:' || c.id and t.kind = 'release') as released,
      case when completed_at is not null then 'completed'
        when review_ends_at is null then 'changes_requested' else 'under_review' end as status
    from contracts c where c.id = ${contractId}`);
  return row ?? { released: -1, status: "gone" };
}
