import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { getDb } from "#db/client";
import { users } from "#db/schema";
import {
  makeClient,
  makeFreelancer,
  makeJob,
  makeProposal,
  makeStaff,
} from "#db/testing/factories";
import { AS_MADE } from "#db/testing/hiring";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor, VerifiedActor } from "#lib/auth/actor";
import { acceptProposal } from "#lib/contracts/accept-proposal";
import { newId } from "#lib/new-id";
import { findPeople, getPerson } from "./people.ts";

useTestDatabase();

let ana: VerifiedActor;
let shop: VerifiedActor;
let moderator: Actor;

beforeAll(async () => {
  ana = await makeFreelancer({ name: "Ana Zoë Moreira" });
  shop = await makeClient({ name: "Northwind Trade", fundsCents: 100_000 });
  moderator = await makeStaff("moderator");
  const set = (actor: Actor, values: Partial<typeof users.$inferInsert>) =>
    getDb().update(users).set(values).where(eq(users.id, actor.userId));
  await set(ana, { handle: "ana-works", email: "studio@example.com" });
  await set(shop, { name: "Jonas Berg" });
});

const found = async (typed: string) =>
  (await findPeople(moderator, typed)).people.map(({ userId }) => userId);

test.each(["ana z", "  MOREIRA ", "ana-w", "studio@ex"])("%s finds the person", async (typed) => {
  expect(await found(typed)).toEqual([ana.userId]);
});

test("a company is found by its name and by the person who acts for it, and anybody by their id", async () => {
  expect(await found("northw")).toEqual([shop.userId]);
  expect(await found("berg")).toEqual([shop.userId]);
  expect(await found(shop.userId)).toEqual([shop.userId]);
  expect(await found("zoë")).toEqual([]);
  expect(await found("%")).toEqual([]);
});

test("no more are read than are shown, and it says that there are more", async () => {
  const rows = Array.from({ length: 25 }, (_, index) => ({
    id: newId("usr"),
    email: `many-${index}@example.com`,
    passwordHash: "none",
    role: "client" as const,
    name: `Many ${index}`,
    handle: `many-${index}`,
    createdAt: new Date(),
  }));
  await getDb().insert(users).values(rows);
  const all = await findPeople(moderator, "many");
  expect(all.people).toHaveLength(20);
  expect(all.hasMore).toBe(true);
  expect((await findPeople(moderator, "")).people[0]?.userId).toBe(rows.at(-1)?.id);
});

test("whoever sees people sees an account and its contracts; the wallet asks for the books, the entries for the audit", async () => {
  const proposalId = await makeProposal(await makeJob(shop), ana);
  await acceptProposal(shop, { proposalId, ...AS_MADE });
  const seen = await getPerson(moderator, ana.userId);
  expect(seen).toMatchObject({ email: "studio@example.com", wallet: null, audit: null });
  expect(seen.contracts).toMatchObject([{ otherId: shop.userId, completedAt: null }]);
  const admin = await makeStaff("admin");
  const { wallet, audit } = await getPerson(admin, shop.userId);
  expect(wallet).toMatchObject({ availableCents: 60_000, heldCents: 40_000, owedCents: 0 });
  expect(audit?.map(({ kind }) => kind)).toContain("registered");
  expect((await getPerson(admin, moderator.userId)).wallet).toBeNull();
});

test("nobody else finds or sees anybody, and who does not exist is not there", async () => {
  const others = [await makeStaff("accountant"), shop];
  for (const other of others) {
    await expect(findPeople(other, "ana")).rejects.toMatchObject({ code: "not_found" });
    await expect(getPerson(other, ana.userId)).rejects.toMatchObject({ code: "not_found" });
  }
  for (const id of [newId("usr"), "usr_1", undefined]) {
    await expect(getPerson(moderator, id)).rejects.toMatchObject({ code: "not_found" });
  }
});
