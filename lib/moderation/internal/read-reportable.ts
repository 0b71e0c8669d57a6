import { and, eq } from "drizzle-orm";
import type { Reader } from "#db/client";
import { contracts, jobs, reviews, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { getConversation } from "#lib/conversations/queries/conversations";
import { findMessage } from "#lib/conversations/queries/messages";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { getJob } from "#lib/jobs/queries/jobs";
import { isVisible } from "#lib/reviews/queries";
import { getClient, getFreelancer } from "#lib/users/queries";
import type { Subject } from "../policy.ts";

/** What somebody reports, as it is now, and whose it is. */
export type Reportable = {
  readonly personId: Id<"usr">;
  readonly personName: string;
  readonly title: string;
  readonly body: string | null;
};

/** Reads what the actor may see anyway, which may be their own. Throws not_found for anything else. */
export function readReportable(
  reader: Reader,
  actor: Actor,
  subject: Subject,
): Promise<Reportable> {
  switch (subject.kind) {
    case "job":
      return readJob(reader, actor, subject.jobId);
    case "profile":
      return readProfile(reader, actor, subject.userId);
    case "review":
      return readReview(reader, subject.reviewId);
    case "message":
    case "conversation":
      return readTalk(reader, actor, subject);
  }
}

async function readJob(reader: Reader, actor: Actor, jobId: Id<"job">): Promise<Reportable> {
  const { client, title, description } = await getJob(actor, jobId, reader);
  return { personId: client.userId, personName: client.name, title, body: description };
}

async function readProfile(reader: Reader, actor: Actor, userId: Id<"usr">): Promise<Reportable> {
  const [person] = await reader
    .select({ handle: users.handle, role: users.role })
    .from(users)
    .where(eq(users.id, userId));
  if (person?.role === "client") {
    const { companyName, about } = await getClient(person.handle, actor);
    return { personId: userId, personName: companyName, title: companyName, body: about };
  }
  if (person?.role !== "freelancer") throw new DomainError("not_found");
  const { name, headline, bio } = await getFreelancer(person.handle, actor);
  return { personId: userId, personName: name, title: `${name}: ${headline}`, body: bio };
}

async function readReview(reader: Reader, reviewId: Id<"rev">): Promise<Reportable> {
  const [review] = await reader
    .select({
      personId: reviews.authorId,
      personName: users.name,
      rating: reviews.rating,
      text: reviews.text,
      jobTitle: jobs.title,
    })
    .from(reviews)
    .innerJoin(users, eq(users.id, reviews.authorId))
    .innerJoin(contracts, eq(contracts.id, reviews.contractId))
    .innerJoin(jobs, eq(jobs.id, contracts.jobId))
    .where(and(eq(reviews.id, reviewId), isVisible));
  if (!review) throw new DomainError("not_found");
  const { personId, personName, rating, text, jobTitle } = review;
  return { personId, personName, title: `${rating} out of 5 for “${jobTitle}”`, body: text };
}

async function readTalk(
  reader: Reader,
  actor: Actor,
  subject: Extract<Subject, { kind: "message" | "conversation" }>,
): Promise<Reportable> {
  const { other, jobTitle } = await getConversation(actor, subject.conversationId, reader);
  const person = { personId: other.userId, personName: other.name, title: jobTitle };
  if (subject.kind === "conversation") return { ...person, body: null };
  const message = await findMessage(reader, subject);
  if (!message) throw new DomainError("not_found");
  return { ...person, personId: message.senderId, body: message.body };
}
