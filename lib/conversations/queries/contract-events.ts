import { and, asc, eq, gte, inArray, isNull, lt, or } from "drizzle-orm";
import type { Reader } from "#db/client";
import { contracts, conversations, jobEvents } from "#db/schema";
import { describeEvent } from "#lib/contracts/describe-event";
import { sideOf } from "#lib/contracts/policy";
import type { Id } from "#lib/ids";
import type { JobEventKind } from "#lib/jobs/record-event";
import { isolate } from "#lib/text";
import type { EventView, OtherView } from "../schema.ts";

/** Events for the conversation; reviews and events of the job alone are not among them. */
const SHOWN: JobEventKind[] = [
  "hired",
  "submitted",
  "released",
  "changes_requested",
  "cancellation_requested",
  "cancellation_withdrawn",
  "cancelled",
  "refunded",
  "completed",
  "funded",
  "approved",
  "work_never_came",
  "change_proposed",
  "change_accepted",
  "change_declined",
  "change_withdrawn",
  "change_lapsed",
  "free_round",
  "settled",
  "return_asked",
  "return_refused",
  "dispute_opened",
  "dispute_answered",
  "dispute_offered",
  "dispute_in_mediation",
  "dispute_decided",
  "dispute_appealed",
  "dispute_withdrawn",
  "dispute_ended",
  "given_back",
];

/** What happened on the contract of these two about this job, oldest first, from `from` until before `to`. */
export async function listContractEvents(
  reader: Reader,
  conversationId: Id<"cnv">,
  other: Pick<OtherView, "role" | "name">,
  span: { from: Date | null; to: Date | null },
): Promise<EventView[]> {
  const rows = await reader
    .select({
      eventId: jobEvents.id,
      kind: jobEvents.kind,
      actorId: jobEvents.actorId,
      amountCents: jobEvents.amountCents,
      details: jobEvents.details,
      at: jobEvents.at,
      clientId: contracts.clientId,
      freelancerId: contracts.freelancerId,
    })
    .from(conversations)
    .innerJoin(
      contracts,
      and(
        eq(contracts.jobId, conversations.jobId),
        eq(contracts.freelancerId, conversations.freelancerId),
      ),
    )
    .innerJoin(jobEvents, eq(jobEvents.jobId, contracts.jobId))
    .where(
      and(
        eq(conversations.id, conversationId),
        inArray(jobEvents.kind, SHOWN),
        or(isNull(jobEvents.proposalId), eq(jobEvents.proposalId, contracts.proposalId)),
        span.from ? gte(jobEvents.at, span.from) : undefined,
        span.to ? lt(jobEvents.at, span.to) : undefined,
      ),
    )
    .orderBy(asc(jobEvents.at), asc(jobEvents.id));
  const names = {
    viewer: other.role === "client" ? "freelancer" : "client",
    client: isolate(other.name),
    freelancer: isolate(other.name),
  } as const;
  return rows.map(({ eventId, kind, actorId, amountCents, details, at, ...parties }) => {
    const actor = actorId ? sideOf({ userId: actorId }, parties) : null;
    const { what, rest } = describeEvent({ kind, actor, details }, names);
    return { eventId, kind, text: `${what}${rest}`, amountCents, at: at.toISOString() };
  });
}
