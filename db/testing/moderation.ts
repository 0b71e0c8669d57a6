import { eq } from "drizzle-orm";
import type { VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { imposeSanction } from "#lib/moderation/impose-sanction";
import { reportThing } from "#lib/moderation/report-thing";
import type { ImposeSanctionInput } from "#lib/moderation/schema";
import { getDb } from "../client.ts";
import { reports } from "../schema.ts";
import { makeClient, makeStaff } from "./factories.ts";
import { makeTalk, say } from "./talking.ts";

export const FACTS = "You asked for money elsewhere, three times.";

export function makeModerator(): Promise<VerifiedActor> {
  return makeStaff("moderator");
}

/** Reports something, and returns its case. */
export async function reportIt(reporter: VerifiedActor, subject: string) {
  const { reportId } = await reportThing(reporter, { subject, reason: "fraud" });
  const [made] = await getDb().select().from(reports).where(eq(reports.id, reportId));
  if (!made) throw new Error("The report was not made");
  return { reportId, caseId: made.caseId };
}

/** A message of a freelancer, which the client has reported. */
export async function makeCase() {
  const talk = await makeTalk();
  await say(talk.freelancer, talk, "Pay me outside.");
  const reported = await reportIt(talk.client, `${talk.conversationId}.1`);
  return { ...talk, ...reported };
}

/** A person's profile is reported, and a moderator decides. */
export async function sanction(
  person: VerifiedActor,
  decision: Partial<Omit<ImposeSanctionInput, "caseId">> = {},
  subject: string = person.userId,
): Promise<{ caseId: Id<"cas">; sanctionId: Id<"snc">; moderator: VerifiedActor }> {
  const { caseId } = await reportIt(await makeClient(), subject);
  const moderator = await makeModerator();
  const input = { caseId, kind: "warn", rule: "pay_here", facts: FACTS, ...decision } as const;
  const { sanctionId } = await imposeSanction(moderator, input);
  return { caseId, sanctionId, moderator };
}

/** A client who has been warned. */
export async function decided() {
  const person = await makeClient();
  return { person, ...(await sanction(person)) };
}
