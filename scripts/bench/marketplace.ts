import { findPerson } from "#db/testing/demo-marketplace";
import { readEnv } from "#lib/env";
import { signIn } from "../messages/device.ts";
import { seedOnce } from "../seed-once.ts";
import type { App, Stage } from "../stage.ts";

/** Pages of the demo's marketplace, and its first client, who has a lot in progress. */
export type Marketplace = {
  readonly cookie: string;
  readonly jobPath: string;
  readonly profilePath: string;
  readonly contractPath: string;
  readonly roomPath: string;
};

/** Fills the stage's database with the demo. */
export async function openMarketplace(stage: Stage, { address }: App): Promise<Marketplace> {
  const accounts = await seedOnce(readEnv(process.env));
  const email = accounts.find(({ role }) => role === "client")?.email ?? "";
  const client = await findPerson(stage.owner, email);
  const { headers } = await signIn(client, address);
  const { sql } = stage.owner;
  const [contract] = await sql<{ id: string; handle: string }[]>`
    select c.id, u.handle from contracts c
    join jobs j on j.id = c.job_id join users u on u.id = c.freelancer_id
    where c.client_id = ${client.userId} and j.status = 'under_review'
    order by c.created_at limit 1`;
  const [job] = await sql<{ id: string }[]>`
    select id from jobs where status = 'open' order by created_at desc limit 1`;
  const [conversation] = await sql<{ id: string }[]>`
    select conversation_id as id from participants
    where user_id = ${client.userId} and archived_at is null
    order by last_message_at desc nulls last limit 1`;
  if (!contract || !job || !conversation) throw new Error("The demo has changed");
  return {
    cookie: headers.cookie ?? "",
    jobPath: `/jobs/${job.id}`,
    profilePath: `/freelancers/${contract.handle}`,
    contractPath: `/contracts/${contract.id}`,
    roomPath: `/inbox/${conversation.id}`,
  };
}
