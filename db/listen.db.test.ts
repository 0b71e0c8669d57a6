import { setTimeout as delay } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { listen } from "./listen.ts";
import { letAppConnect } from "./testing/let-app-connect.ts";
import { useTestDatabase } from "./testing/test-database.ts";

const database = useTestDatabase();
/** The driver tries again after growing pauses: at some of these moments it is about to. */
const MOMENTS_MS = Array.from({ length: 24 }, (_, n) => 1 + n * 12);

test("whoever stops listening while the driver is about to connect again leaves no connection behind", async () => {
  const { owner, appUrl } = database();
  const connections = () => owner.sql<{ pid: number }[]>`
    select pid from pg_stat_activity
    where application_name = 'workhub-listen' and datname = current_database()`;
  const listening = await Promise.all(
    MOMENTS_MS.map(() => listen(appUrl, { nothing: () => {} }, () => {})),
  );
  await letAppConnect(owner.sql, appUrl, false);
  for (const { pid } of await connections()) await owner.sql`select pg_terminate_backend(${pid})`;
  const closing = listening.map(async (open, n) => {
    await delay(MOMENTS_MS[n]);
    await open?.close();
  });
  await delay(MOMENTS_MS[12]);
  await letAppConnect(owner.sql, appUrl, true);
  await Promise.all(closing);
  // Longer than the driver's longest pause.
  await delay(1_200);
  await vi.waitFor(async () => expect(await connections()).toEqual([]));
});
