import type { Sql } from "postgres";
import { getDb } from "#db/client";
import { asTrusted } from "#lib/auth/verified";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import type { Id } from "#lib/ids";
import { deposit } from "#lib/ledger/movements";
import { cents } from "#lib/money";

const CLIENTS = 500;
const HIRED_BEFORE = 1_000;

/** An id with a number in place of its ULID. */
function numbered<P extends "usr" | "prp">(prefix: P, number: number): Id<P> {
  return `${prefix}_${String(number).padStart(26, "0")}`;
}

/**
 * Makes `count` open jobs of many clients, each with one proposal, and clients who can pay. Returns a function that
 * accepts the next of them, by the use case or by one that stands in for it; it throws when none is left.
 */
export async function fillProposals(
  owner: Sql,
  count: number,
): Promise<(accept?: typeof acceptProposal) => Promise<unknown>> {
  await owner.unsafe(`
    insert into users (id, email, password_hash, role, name, handle, created_at, onboarded_at, email_verified_at)
    select 'usr_' || lpad(n::text, 26, '0'), n || '@example.com', '', case when n > ${CLIENTS} then 'freelancer' else 'client' end,
      'Person ' || n, 'person-' || n, now(), now(), now()
    from generate_series(1, ${2 * CLIENTS}) n;
    insert into jobs (id, client_id, request_key, title, description, category, skills, budget_cents, timeline_days,
      release_rule, review_window_days, created_at, updated_at)
    select 'job_' || lpad(n::text, 26, '0'), 'usr_' || lpad((n % ${CLIENTS} + 1)::text, 26, '0'), n::text, 'Job ' || n,
      'Something to do', 'data', array['SQL'], 100, 7, 'on_approval', 7, now(), now()
    from generate_series(1, ${count}) n;
    insert into proposals (id, job_id, freelancer_id, cover_letter, price_cents, timeline_days, created_at)
    select 'prp_' || lpad(n::text, 26, '0'), 'job_' || lpad(n::text, 26, '0'),
      'usr_' || lpad((n % ${CLIENTS} + ${CLIENTS} + 1)::text, 26, '0'), 'I can do this', 100, 7, now()
    from generate_series(1, ${count}) n;
    analyze users; analyze jobs; analyze proposals;
  `);
  for (let client = 1; client <= CLIENTS; client += 1) {
    const userId = numbered("usr", client);
    const funds = {
      owner: userId,
      amountCents: cents(1_000_000),
      key: `funds:${client}`,
      reference: "bench",
    };
    await getDb().transaction((tx) => deposit(tx, funds));
  }
  let taken = 0;
  return (accept = acceptProposal) => {
    taken += 1;
    if (taken > count) throw new Error("Every proposal has been accepted: prepare more of them");
    const userId = numbered("usr", (taken % CLIENTS) + 1);
    const actor = asTrusted({ userId, role: "client" });
    const proposalId = numbered("prp", taken);
    return accept(actor, { proposalId, proposalRevision: 1, jobRevision: 1 });
  };
}

/**
 * Hires some before anything is measured, and then does what autovacuum would. A plan that was made while a table was
 * empty reads it from its beginning to check a reference, and sessions keep their plans.
 */
export async function beginHiring(owner: Sql, accept: () => Promise<unknown>): Promise<void> {
  for (let hired = 0; hired < HIRED_BEFORE; hired += 1) await accept();
  await owner`analyze`;
}
