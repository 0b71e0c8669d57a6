import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { getDb } from "#db/client";
import { freelancerProfiles, users } from "#db/schema";
import { makeClient, makeFreelancer } from "#db/testing/factories";
import { useTestDatabase } from "#db/testing/test-database";
import type { Actor } from "#lib/auth/actor";
import { listSitemapParts, listSitemapProfiles } from "./queries/sitemap.ts";

useTestDatabase();

async function pathOf({ userId, role }: Actor): Promise<string> {
  const [person] = await getDb().select().from(users).where(eq(users.id, userId));
  return `/${role}s/${person?.handle}`;
}

test("search engines are told of clients, and of the freelancers who want to be found", async () => {
  const client = await makeClient();
  const [found, hidden] = [await makeFreelancer(), await makeFreelancer()];
  await getDb()
    .update(freelancerProfiles)
    .set({ isListed: false })
    .where(eq(freelancerProfiles.userId, hidden.userId));
  const freelancerParts = await listSitemapParts("freelancers");
  expect(freelancerParts).toEqual([found.userId]);
  const freelancers = await listSitemapProfiles("freelancers", found.userId);
  expect(freelancers).toEqual([{ path: await pathOf(found) }]);
  const [first = ""] = await listSitemapParts("clients");
  expect(await listSitemapProfiles("clients", first)).toEqual([{ path: await pathOf(client) }]);
  expect(await listSitemapProfiles("clients", "usr_' or true")).toEqual([]);
});
