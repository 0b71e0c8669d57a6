import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { makeAdmin, makeClient, makeFreelancer } from "#db/testing/factories";
import { releaseOf } from "#db/testing/releases";
import { useTestDatabase } from "#db/testing/test-database";
import { hire } from "#db/testing/wallet-life";
import type { Actor } from "#lib/auth/actor";
import { issueInvoices } from "./issue-invoices.ts";
import { eachInvoice } from "./queries/each-invoice.ts";

useTestDatabase();

const [JANUARY, FEBRUARY, MARCH] = [0, 1, 2].map((month) => new Date(Date.UTC(2042, month, 1)));

async function numbersOf(whose: Actor | "everybody", range?: { from: Date; until: Date }) {
  const numbers: string[] = [];
  for await (const { number, issuer } of eachInvoice(whose, range ? { range } : {})) {
    numbers.push(`${issuer.name} ${number}`);
  }
  return numbers;
}

test("more than a page of invoices is whole for everybody and for both sides, and has only its range", async () => {
  const client = await makeClient({ fundsCents: 2_000 });
  const [one, other] = [
    await makeFreelancer({ name: "One" }),
    await makeFreelancer({ name: "Other" }),
  ];
  if (!JANUARY || !FEBRUARY || !MARCH) throw new Error("No months");
  for (const freelancer of [one, other]) {
    const hired = { client, freelancer, contractId: await hire({ client, freelancer }, 1_000) };
    await getDb().transaction(async (tx) => {
      for (let turn = 0; turn < 205; turn += 1) {
        await issueInvoices(tx, await releaseOf(tx, hired, JANUARY));
      }
      await issueInvoices(tx, await releaseOf(tx, hired, FEBRUARY));
    });
  }
  const [{ count } = { count: 0 }] = await getDb().execute<{ count: number }>(
    sql`select count(*)::int as count from documents where year = 2042`,
  );
  expect(count).toBe(824);
  const everything = await numbersOf("everybody", { from: JANUARY, until: MARCH });
  expect(everything).toHaveLength(count);
  expect(new Set(everything).size).toBe(count);
  const ones = await numbersOf(one);
  expect(new Set(ones).size).toBe(412);
  expect(ones.findIndex((text) => text.includes("FEE-"))).toBe(206);
  expect(new Set(await numbersOf(client))).toEqual(
    new Set(everything.filter((text) => text.includes("INV-"))),
  );
  expect(await numbersOf(await makeAdmin(), { from: FEBRUARY, until: MARCH })).toHaveLength(2);
  expect(await numbersOf("everybody", { from: FEBRUARY, until: MARCH })).toHaveLength(4);
});
