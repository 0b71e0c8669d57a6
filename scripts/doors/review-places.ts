import { eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { freelancerProfiles, mails, notifications, proposals, users } from "#db/schema";
import { readZip } from "#db/testing/read-zip";
import type { VerifiedActor } from "#lib/auth/actor";
import { getContract, listContracts } from "#lib/contracts/queries/contracts";
import { serveFile } from "#lib/files/serve-file";
import type { Id } from "#lib/ids";
import { makeMails } from "#lib/mail/make-mails";
import { listNotifications } from "#lib/notifications/queries";
import { askForData } from "#lib/own-data/ask-for-data";
import { makeArchive } from "#lib/own-data/make-archive";
import { getReadableArchive } from "#lib/own-data/queries";
import { parsePersonFilters } from "#lib/people/filters";
import { getPerson, listPeople } from "#lib/people/queries/people";
import { getReputation, listContractReviews, listReviews } from "#lib/reviews/queries";

export type Reviewed = {
  readonly contractId: Id<"ctr">;
  readonly client: VerifiedActor;
  readonly freelancer: VerifiedActor;
  /** Whom the review is about. */
  readonly subject: VerifiedActor;
};

/** Everything that whoever is reviewed can open and that could show a review of a contract, by its name. */
export async function readTexts({ subject, contractId, freelancer, client }: Reviewed) {
  await makeMails();
  const [told, mailed] = await Promise.all([
    getDb().select().from(notifications).where(eq(notifications.userId, subject.userId)),
    getDb().select().from(mails).where(eq(mails.userId, subject.userId)),
  ]);
  const [person] = await getDb().select().from(users).where(eq(users.id, freelancer.userId));
  const people = await listPeople(client, parsePersonFilters({ sort: "rating" }));
  return {
    contract: await getContract(subject, contractId),
    "contract page": await listContractReviews(subject, contractId),
    "My Jobs": await listContracts(subject),
    profile: await listReviews(subject.userId),
    person: await getPerson(client, person?.handle ?? ""),
    people: people.rows.filter(({ userId }) => userId === freelancer.userId),
    notifications: await listNotifications(subject),
    "what devices are told": told,
    mails: mailed,
    "own data": await readOwnData(subject),
  };
}

async function readOwnData(actor: VerifiedActor): Promise<string> {
  const { archiveId } = await askForData(actor);
  await makeArchive({ archiveId });
  const archive = await getReadableArchive(actor, archiveId);
  const zip = await serveFile(new Request("http://localhost/"), archive);
  const files = readZip(Buffer.from(await zip.arrayBuffer()));
  return [...files].map(([name, bytes]) => `${name}: ${bytes}`).join("\n");
}

/** Every number that a review moves: its person's own, those of lists that are sorted by it, and those that are told. */
export async function readNumbers({ subject, contractId, freelancer, client }: Reviewed) {
  const isOwn = eq(freelancerProfiles.userId, freelancer.userId);
  const [profile] = await getDb().select().from(freelancerProfiles).where(isOwn);
  const offers = await getDb()
    .select()
    .from(proposals)
    .where(eq(proposals.freelancerId, freelancer.userId));
  const told = await getDb()
    .select()
    .from(notifications)
    .where(eq(notifications.about, contractId));
  const people = await listPeople(client, parsePersonFilters({ sort: "rating" }));
  const row = people.rows.find(({ userId }) => userId === freelancer.userId);
  const { average, count } = await getReputation(subject.userId);
  return {
    reputation: [count, average],
    total: (await listReviews(subject.userId)).total,
    profile: [profile?.reviewCount, profile?.ratingHundredths],
    proposals: [...new Set(offers.map(({ ratingHundredths }) => ratingHundredths))],
    people: [row?.reviewCount, row?.rating],
    told: told.filter(({ facts, userId }) => userId === subject.userId && "rating" in facts).length,
  };
}
