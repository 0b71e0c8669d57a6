import {
  and,
  asc,
  between,
  count,
  desc,
  eq,
  exists,
  gt,
  isNotNull,
  isNull,
  ne,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { afterRow, byOrder } from "#db/keyset";
import {
  appeals,
  caseLooks,
  cases,
  clientProfiles,
  contracts,
  conversations,
  messages,
  reports,
  sanctions,
  users,
} from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { type Page, toPage } from "#lib/paging";
import { MINUTE_MS, now } from "#lib/time";
import { isImpartial, mayDecideAppeal, requireModerator } from "../internal/require-moderator.ts";
import { listSanctionRows, personName, selectCaseRows } from "../internal/rows.ts";
import { AROUND, LOOK_MINUTES, readSubject } from "../policy.ts";
import type {
  AroundView,
  CaseFilter,
  CaseRowView,
  CaseState,
  CaseView,
  PersonFacts,
  ReportView,
  SanctionView,
} from "../schema.ts";

const PAGE = 20;
const SHOWN_MOST = 50;

/** How many cases and appeals wait for a moderator. Throws not_found for everybody else. */
export async function countWaiting(
  actor: Actor,
  reader: Reader = getDb(),
): Promise<{ cases: number; appeals: number }> {
  requireModerator(actor);
  const [waiting, appealed] = await Promise.all([
    reader.$count(cases, isNull(cases.closedAt)),
    reader.$count(appeals, isNull(appeals.decidedAt)),
  ]);
  return { cases: waiting, appeals: appealed };
}

/**
 * A page of the cases in a state: what waits from the oldest on, what is decided from the newest on. `after` continues
 * behind one of them, which may have been decided since. Throws not_found for everybody but moderators.
 */
export async function listCases(
  actor: Actor,
  { state, person }: CaseFilter,
  after?: string,
  reader: Reader = getDb(),
): Promise<Page<CaseRowView>> {
  requireModerator(actor);
  const order =
    state === "decided"
      ? { table: cases, id: cases.id, keys: [sql`${cases.openedAt}`] }
      : { table: cases, id: cases.id, keys: [sql`${cases.openedAt}`], rises: true };
  const where = and(isInState(reader, state), person === "" ? undefined : isAbout(person));
  const [found, [counted]] = await Promise.all([
    selectCaseRows(reader)
      .where(and(where, afterRow(order, after)))
      .orderBy(...byOrder(order))
      .limit(PAGE + 1),
    reader
      .select({ total: count() })
      .from(cases)
      .innerJoin(users, eq(users.id, cases.personId))
      .leftJoin(clientProfiles, eq(clientProfiles.userId, cases.personId))
      .where(where),
  ]);
  return toPage(found, {
    limit: PAGE,
    total: counted?.total ?? 0,
    idOf: ({ caseId }) => caseId,
  });
}

function isInState(reader: Reader, state: CaseState): SQL | undefined {
  switch (state) {
    case "open":
      return isNull(cases.closedAt);
    case "appealed":
      return exists(
        reader
          .select({ one: sql`1` })
          .from(sanctions)
          .innerJoin(appeals, eq(appeals.sanctionId, sanctions.id))
          .where(and(eq(sanctions.caseId, cases.id), isNull(appeals.decidedAt))),
      );
    case "decided":
      return isNotNull(cases.closedAt);
  }
}

/** By id, address or handle as it is, and by a part of the name. */
function isAbout(typed: string): SQL | undefined {
  const text = typed.trim().toLowerCase();
  return or(
    sql`${users.id} = ${text}`,
    eq(users.email, text),
    sql`${users.handle} = ${text}`,
    sql`strpos(lower(${personName}), ${text}) > 0`,
  );
}

/** Everything that a moderator decides by. Throws not_found, also for everybody else. */
export async function getCase(
  actor: Actor,
  caseId: string,
  reader: Reader = getDb(),
): Promise<CaseView> {
  requireModerator(actor);
  if (!isId("cas", caseId)) throw new DomainError("not_found");
  const [[row], [found]] = await Promise.all([
    selectCaseRows(reader).where(eq(cases.id, caseId)),
    reader.select().from(cases).where(eq(cases.id, caseId)),
  ]);
  if (!row || !found) throw new DomainError("not_found");
  const { subject, personId, word } = found;
  const [told, about, [sanction], isFair] = await Promise.all([
    listReports(reader, caseId),
    getPersonFacts(reader, personId),
    listSanctionRows(reader, eq(sanctions.caseId, caseId), 1),
    isImpartial(reader, actor, found),
  ]);
  const [earlierCases, earlierSanctions, around, mayDecide] = await Promise.all([
    listOtherCases(reader, personId, caseId),
    listSanctionRows(
      reader,
      and(eq(sanctions.personId, personId), ne(sanctions.caseId, caseId)),
      SHOWN_MOST,
    ),
    isFair ? findAround(reader, actor, { caseId, subject }) : null,
    sanction ? isForViewer(reader, actor, sanction.sanctionId) : false,
  ]);
  return {
    ...row,
    subject,
    word,
    reports: told,
    about,
    sanction: sanction ?? null,
    earlierCases,
    earlierSanctions,
    around,
    viewer: { isImpartial: isFair, mayDecideAppeal: isFair && mayDecide },
  };
}

/** What was reported of a person and done about them, for their page in the house; newest first. */
export async function getModerationOf(
  actor: Actor,
  personId: Id<"usr">,
  reader: Reader = getDb(),
): Promise<{ cases: readonly CaseRowView[]; sanctions: readonly SanctionView[] }> {
  requireModerator(actor);
  const [known, done] = await Promise.all([
    listOtherCases(reader, personId, null),
    listSanctionRows(reader, eq(sanctions.personId, personId), SHOWN_MOST),
  ]);
  return { cases: known, sanctions: done };
}

async function isForViewer(reader: Reader, actor: Actor, sanctionId: Id<"snc">): Promise<boolean> {
  const [made] = await reader
    .select({ imposedBy: sanctions.imposedBy })
    .from(sanctions)
    .where(eq(sanctions.id, sanctionId));
  return made !== undefined && mayDecideAppeal(reader, actor, made.imposedBy);
}

function listOtherCases(reader: Reader, personId: Id<"usr">, caseId: Id<"cas"> | null) {
  const isOther = caseId === null ? undefined : ne(cases.id, caseId);
  return selectCaseRows(reader)
    .where(and(eq(cases.personId, personId), isOther))
    .orderBy(desc(cases.openedAt), desc(cases.id))
    .limit(SHOWN_MOST);
}

function listReports(reader: Reader, caseId: Id<"cas">): Promise<ReportView[]> {
  return reader
    .select({
      reportId: reports.id,
      reporter: { userId: users.id, name: personName, handle: users.handle },
      reason: reports.reason,
      words: reports.words,
      quotedTitle: reports.quotedTitle,
      quotedBody: reports.quotedBody,
      createdAt: reports.createdAt,
    })
    .from(reports)
    .innerJoin(users, eq(users.id, reports.reporterId))
    .leftJoin(clientProfiles, eq(clientProfiles.userId, reports.reporterId))
    .where(eq(reports.caseId, caseId))
    .orderBy(asc(reports.id))
    .limit(SHOWN_MOST);
}

async function getPersonFacts(reader: Reader, userId: Id<"usr">): Promise<PersonFacts> {
  const ofPerson = sql`from ${contracts} where ${userId} in (${contracts.clientId}, ${contracts.freelancerId})`;
  const [person] = await reader
    .select({
      userId: users.id,
      name: personName,
      handle: users.handle,
      role: users.role,
      memberSince: users.createdAt,
      contractCount: sql<number>`(select count(*)::int ${ofPerson})`,
      openContractCount: sql<number>`(select count(*)::int ${ofPerson} and ${contracts.completedAt} is null)`,
    })
    .from(users)
    .leftJoin(clientProfiles, eq(clientProfiles.userId, users.id))
    .where(eq(users.id, userId));
  if (!person) throw new Error("A case is about nobody");
  return person;
}

/** What may be read around it, once the moderator has asked for it within the hour; else null. */
async function findAround(
  reader: Reader,
  actor: Actor,
  { caseId, subject }: { caseId: Id<"cas">; subject: string },
): Promise<AroundView[] | null> {
  const thing = readSubject(subject);
  if (!thing || !("conversationId" in thing)) return null;
  const since = new Date(now().getTime() - LOOK_MINUTES * MINUTE_MS);
  const hasLooked = and(
    eq(caseLooks.caseId, caseId),
    eq(caseLooks.moderatorId, actor.userId),
    gt(caseLooks.at, since),
  );
  if ((await reader.$count(caseLooks, hasLooked)) === 0) return null;
  const seq =
    "seq" in thing ? thing.seq : await lastSeqBefore(reader, thing.conversationId, caseId);
  return reader
    .select({
      seq: messages.seq,
      author: users.name,
      body: messages.body,
      createdAt: messages.createdAt,
      isDeleted: sql<boolean>`${messages.deletedAt} is not null`,
    })
    .from(messages)
    .innerJoin(users, eq(users.id, messages.senderId))
    .where(
      and(
        eq(messages.conversationId, thing.conversationId),
        between(messages.seq, seq - AROUND, seq + AROUND),
      ),
    )
    .orderBy(asc(messages.seq));
}

/** Of a whole conversation, what had been written when it was first reported. */
async function lastSeqBefore(
  reader: Reader,
  conversationId: Id<"cnv">,
  caseId: Id<"cas">,
): Promise<number> {
  const [last] = await reader
    .select({ seq: sql<number>`coalesce(max(${messages.seq}), 0)::int` })
    .from(messages)
    .innerJoin(conversations, eq(conversations.id, messages.conversationId))
    .innerJoin(cases, eq(cases.id, caseId))
    .where(
      and(
        eq(messages.conversationId, conversationId),
        sql`${messages.createdAt} <= ${cases.openedAt}`,
      ),
    );
  return last?.seq ?? 0;
}
