import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { cases, ledgerChecks, mails } from "#db/schema";
import { makeDifference } from "#db/testing/differences";
import { mediatedOver } from "#db/testing/disputes";
import { makeClient, makeStaff } from "#db/testing/factories";
import { hire } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import { makeWaitingPayment } from "#db/testing/waiting-payment";
import { type Actor, SYSTEM } from "#lib/auth/actor";
import { newId } from "#lib/new-id";
import { reportLedger } from "#lib/payments/queries/ledger-report";
import { addDays, now } from "#lib/time";
import { getToday } from "./today.ts";

const database = useTestDatabase();

const needsOf = async (actor: Actor) =>
  (await getToday(actor)).needs.map(({ kind, count, hasMore }) => [
    kind,
    hasMore ? `${count}+` : count,
  ]);

async function report(times: number): Promise<void> {
  const { userId: personId } = await makeClient();
  const rows = Array.from({ length: times }, () => ({
    id: newId("cas"),
    subjectKind: "job" as const,
    subject: newId("job"),
    personId,
    openedAt: now(),
  }));
  await getDb().insert(cases).values(rows);
}

async function refuseMail({ userId }: Actor, daysAgo: number): Promise<void> {
  const endedAt = addDays(now(), -daysAgo);
  await getDb()
    .insert(mails)
    .values({
      id: newId("mal"),
      userId,
      toName: "Ana",
      toAddress: "ana@example.com",
      topic: "work",
      subject: "Hired",
      body: "",
      html: "",
      notificationIds: [],
      isWorthKeeping: true,
      status: "refused",
      createdAt: endedAt,
      endedAt,
    });
}

test("each of the house sees what they may deal with and nothing else; a calm house needs nobody", async () => {
  const people = {
    admin: await makeStaff("admin"),
    moderator: await makeStaff("moderator"),
    accountant: await makeStaff("accountant"),
  };
  for (const person of Object.values(people)) expect(await needsOf(person)).toEqual([]);
  await report(1);
  await makeDifference();
  await refuseMail(people.admin, 1);
  // By now it is no news any more.
  await refuseMail(people.admin, 30);
  const paymentId = await makeWaitingPayment(await makeClient());
  await database().owner.sql`
    update payments set created_at = now() - interval '40 days', expected_at = null where id = ${paymentId}`;
  expect(await needsOf(people.moderator)).toEqual([["reports", 1]]);
  const books = [
    ["payments", 1],
    ["differences", 1],
  ];
  expect(await needsOf(people.accountant)).toEqual(books);
  expect(await needsOf(people.admin)).toEqual([["reports", 1], ["mails", 1], ...books]);
  await expect(getToday(await makeClient())).rejects.toMatchObject({ code: "not_found" });
});

test("it counts to a hundred and says that there are more", async () => {
  await report(120);
  expect(await needsOf(await makeStaff("moderator"))).toEqual([["reports", "100+"]]);
});

test("it shows what came of the last recomputation of the ledger, and when it is missing", async () => {
  const accountant = await makeStaff("accountant");
  const moderator = await makeStaff("moderator");
  await reportLedger(SYSTEM);
  expect((await getToday(accountant)).standing.ledger?.last).toMatchObject({ mismatches: 0 });
  expect((await getToday(moderator)).standing.ledger).toBeNull();
  const kept = { entries: 10, mismatches: 3 };
  await getDb()
    .insert(ledgerChecks)
    .values({ checkedAt: addDays(now(), 1), ...kept });
  expect((await needsOf(accountant)).find(([kind]) => kind === "ledger")).toEqual(["ledger", 3]);
  await getDb().delete(ledgerChecks);
  await getDb()
    .insert(ledgerChecks)
    .values({ checkedAt: addDays(now(), -2), entries: 10, mismatches: 0 });
  expect((await needsOf(accountant)).map(([kind]) => kind)).toContain("ledgerLate");
});

test("a dispute that waits for a mediator is there for those who may decide it", async () => {
  await mediatedOver(await hire());
  expect(await needsOf(await makeStaff("moderator"))).toContainEqual(["disputes", 1]);
  const books = await needsOf(await makeStaff("accountant"));
  expect(books.map(([kind]) => kind)).not.toContain("disputes");
});
