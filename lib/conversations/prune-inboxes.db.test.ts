import { expect, test, vi } from "vitest";
import { makeTalk, say } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { log } from "#lib/log";
import { addDays, setClock } from "#lib/time";
import { pruneInboxes } from "./prune-inboxes.ts";

const database = useTestDatabase();

test("one inbox that cannot be pruned stops no other, and the sweep fails at the end", async () => {
  vi.spyOn(log, "error").mockImplementation(() => {});
  const talk = await makeTalk();
  const restore = setClock(() => addDays(new Date(), -31));
  await say(talk.client, talk, "Long ago").finally(restore);
  const { owner } = database();
  await owner.sql.unsafe(`
    create function refuse() returns trigger language plpgsql as $$
    begin raise exception 'not this one'; end $$;
    create trigger refused before delete on inbox_changes for each row
    when (old.user_id = '${talk.client.userId}') execute function refuse();`);
  try {
    await expect(pruneInboxes()).rejects.toThrow(/^1 of \d+ failed, the first: not this one/);
  } finally {
    await owner.sql.unsafe("drop trigger refused on inbox_changes; drop function refuse()");
  }
  const old = () =>
    owner.sql`select user_id from inbox_changes where at < now() - interval '30 days'`;
  expect(new Set((await old()).map((row) => row.user_id))).toEqual(new Set([talk.client.userId]));
  await pruneInboxes();
  expect(await old()).toHaveLength(0);
});
