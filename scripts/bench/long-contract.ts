import type { Sql } from "postgres";
import { makeClient, makeFreelancer, makeJob, makeProposal } from "#db/testing/factories";
import type { Actor } from "#lib/auth/actor";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import type { Id } from "#lib/ids";

const AS_MADE = { proposalRevision: 1, jobRevision: 1 };

/** How much a contract has behind it. */
type Size = { readonly milestones: number; readonly events: number; readonly submissions: number };

/**
 * A contract with so many milestones, events and submissions: hired as always, and the rest written beside it, because
 * years of work by the use cases would take minutes. Returns its client, who looks at it.
 */
export async function makeLongContract(
  owner: Sql,
  { milestones, events, submissions }: Size,
): Promise<{ client: Actor; contractId: Id<"ctr"> }> {
  const client = await makeClient({ fundsCents: 100_000 });
  const freelancer = await makeFreelancer();
  const jobId = await makeJob(client, { releaseRule: "on_approval" });
  const proposalId = await makeProposal(jobId, freelancer);
  const { contractId } = await acceptProposal(client, { proposalId, ...AS_MADE });
  const last = contractId.slice(-20);
  await owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`
      insert into milestones (contract_id, number, position, client_id, freelancer_id, title, amount_cents, days, status, rounds)
      select ${contractId}, n, n, ${client.userId}, ${freelancer.userId}, 'Part ' || n, 1000, 7, 'planned', 2
      from generate_series(2, ${milestones}::int) n`;
    await sql`
      insert into submissions (id, contract_id, number, request_key, note, created_at, changes_note, changes_requested_at)
      select 'sub_' || ${last}::text || lpad(n::text, 6, '0'), ${contractId}, n, 'bench-' || n, 'Here is the next part.',
        now() - n * interval '1 hour', 'Please change the colours.', now()
      from generate_series(1, ${submissions}::int) n`;
    await sql`
      insert into job_events (id, job_id, kind, actor_id, proposal_id, details, at)
      select 'evt_' || ${last}::text || lpad(n::text, 6, '0'), ${jobId}, 'submitted', ${freelancer.userId}, ${proposalId},
        jsonb_build_object('number', n), now() - n * interval '1 minute'
      from generate_series(1, ${events}::int) n`;
  });
  return { client, contractId };
}
