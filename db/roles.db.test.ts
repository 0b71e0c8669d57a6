import { expect, test } from "vitest";
import { useTestDatabase } from "./testing/test-database.ts";

const database = useTestDatabase();

test("the app's role may read and write the product's tables", async () => {
  const { sql } = database().app;
  const [row] =
    await sql`select current_user as name, count(*)::int as people from users group by 1`;
  expect(row?.name ?? "workhub_app").toBe("workhub_app");
  await sql`delete from sessions where false`;
});

test.each([
  "update job_events set kind = kind",
  "delete from job_events",
  "truncate job_events",
  "insert into audit_entries (kind, at) values ('registered', now())",
  "update audit_entries set actor_id = null",
  "delete from audit_entries",
  "truncate audit_entries",
  "select audit_note('registered', null, null, null, null)",
  "update documents set gross_cents = gross_cents",
  "delete from documents",
  "truncate documents",
  "insert into document_counters (issuer, year, last) values ('operator', 2026, 1)",
  "update document_counters set last = 0",
  "update public.migrations set hash = ''",
  "insert into ledger.transfers (kind) values ('deposit')",
  "insert into ledger.entries (seq) values (1)",
  "update ledger.accounts set balance = 0",
  "delete from ledger.entries",
  "truncate ledger.entries",
  "select nextval('ledger.account_ids')",
  "alter table ledger.entries disable trigger all",
  "create table public.mine (a int)",
  "create function ledger.mine() returns int language sql as 'select 1'",
  "drop table pgboss.job",
])("the app's role may not: %s", async (statement) => {
  await expect(database().app.sql.unsafe(statement)).rejects.toMatchObject({ code: "42501" });
});
