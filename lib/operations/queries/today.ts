import { statfs } from "node:fs/promises";
import { and, gt, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { getDb } from "#db/client";
import { appeals, cases, mails, paymentDifferences, payments } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { hasRight, type Right, requireRight } from "#lib/auth/staff";
import { countDisputesForMediation } from "#lib/disputes/queries/disputes";
import { getEnv } from "#lib/env";
import { findLedgerCheck } from "#lib/payments/queries/ledger-report";
import {
  isOpenDifference,
  isStuck,
  listReconciliations,
} from "#lib/payments/queries/reconciliation";
import { addDays, HOUR_MS, now } from "#lib/time";
import type { Need, NeedKind, Standing, TodayView } from "../schema.ts";
import { listFailedTasks } from "./failed-tasks.ts";

/** Whoever has more than this to do begins with the first of them. */
const COUNTED = 100;
/** What is done every night is late after this. */
const NIGHTLY_MS = 26 * HOUR_MS;
/** A mail that was refused is news for so long. */
const REFUSED_DAYS = 7;
/** Mail leaves within minutes, and is tried again for hours when its server does not answer. */
const MAIL_LATE_MS = HOUR_MS;
const FREE_LEAST = 0.1;

/**
 * What needs a person, as far as this one may deal with it, and how the instance stands. It looks at no more rows than
 * it counts, and recomputes nothing. Throws not_found for everybody who does not keep the house.
 */
export async function getToday(actor: Actor): Promise<TodayView> {
  requireRight(actor, "enter");
  const at = now();
  const counted = await Promise.all(
    COUNTS.filter(({ right }) => hasRight(actor.role, right)).map(async ({ kind, count }) =>
      need(kind, await count(actor, at)),
    ),
  );
  const standing = await getStanding(actor);
  return {
    needs: [...counted, ...needsOf(standing, at)].filter(({ count }) => count > 0),
    standing,
    at,
  };
}

type Count = {
  readonly kind: NeedKind;
  readonly right: Right;
  /** How many there are, or one more than `COUNTED`. */
  readonly count: (actor: Actor, at: Date) => Promise<number>;
};

/** What is counted, the most urgent first. */
const COUNTS: readonly Count[] = [
  {
    kind: "disputes",
    right: "mediate",
    count: async (actor) => (await countDisputesForMediation(actor)).waitingCount,
  },
  {
    kind: "reports",
    right: "moderate",
    count: () => countUpTo(cases, isNull(cases.closedAt)),
  },
  {
    kind: "appeals",
    right: "moderate",
    count: () => countUpTo(appeals, isNull(appeals.decidedAt)),
  },
  {
    kind: "tasks",
    right: "operate",
    count: async (actor) => (await listFailedTasks(actor)).length,
  },
  {
    kind: "mails",
    right: "operate",
    count: (_, at) => countUpTo(mails, isUndelivered(at)),
  },
  { kind: "payments", right: "keepBooks", count: (_, at) => countUpTo(payments, isStuck(at)) },
  {
    kind: "differences",
    right: "keepBooks",
    count: () => countUpTo(paymentDifferences, isOpenDifference),
  },
];

/** Each half by an index of its own, which has the rows in that state alone. */
function isUndelivered(at: Date): SQL | undefined {
  return or(
    and(sql`${mails.status} = 'refused'`, gt(mails.endedAt, addDays(at, -REFUSED_DAYS))),
    and(
      sql`${mails.status} = 'waiting'`,
      lt(mails.createdAt, new Date(at.getTime() - MAIL_LATE_MS)),
    ),
  );
}

/** How many rows there are, but it stops at one more than `COUNTED`. */
async function countUpTo(table: PgTable, where: SQL | undefined): Promise<number> {
  const found = await getDb()
    .select({ one: sql`1` })
    .from(table)
    .where(where)
    .limit(COUNTED + 1);
  return found.length;
}

function need(kind: NeedKind, count: number): Need {
  return { kind, count: Math.min(count, COUNTED), hasMore: count > COUNTED };
}

async function getStanding(actor: Actor): Promise<Standing> {
  const mayKeepBooks = hasRight(actor.role, "keepBooks");
  const mayOperate = hasRight(actor.role, "operate");
  const [ledger, reconciliations, disk, database] = await Promise.all([
    mayKeepBooks ? findLedgerCheck(actor) : null,
    mayKeepBooks ? listReconciliations(actor) : [],
    mayOperate ? measureDisk() : null,
    mayOperate ? readDatabaseVersion() : null,
  ]);
  return {
    ledger: mayKeepBooks ? { last: ledger } : null,
    reconciliations: reconciliations.map(({ provider, last }) => ({
      provider,
      finishedAt: last?.finishedAt ?? null,
    })),
    disk,
    versions: database === null ? null : { node: process.versions.node, database },
  };
}

/** What the state of the instance asks for; a new one has one night for its first results. */
function needsOf({ ledger, reconciliations, disk }: Standing, at: Date): Need[] {
  const isLate = (last: Date) => at.getTime() - last.getTime() > NIGHTLY_MS;
  const last = ledger?.last ?? null;
  const late = reconciliations.filter(
    ({ finishedAt }) => finishedAt !== null && isLate(finishedAt),
  );
  return [
    need("ledger", last ? last.mismatches : 0),
    need("ledgerLate", last && isLate(last.checkedAt) ? 1 : 0),
    need("reconciliationLate", late.length),
    need("disk", disk && disk.freeBytes < FREE_LEAST * disk.totalBytes ? 1 : 0),
  ];
}

/** Of the disk that holds the files, and the database where it is embedded. */
async function measureDisk(): Promise<NonNullable<Standing["disk"]>> {
  const { bsize, blocks, bavail } = await statfs(getEnv().DATA_DIR);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

async function readDatabaseVersion(): Promise<string> {
  const [row] = await getDb().execute<{ version: string }>(
    sql`select current_setting('server_version') as version`,
  );
  return row?.version ?? "";
}
