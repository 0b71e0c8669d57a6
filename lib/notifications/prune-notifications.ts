import { driverOf, getDb } from "#db/client";
import type { Id } from "#lib/ids";
import { idAt } from "#lib/new-id";
import { addDays, now } from "#lib/time";

const READ_KEPT_DAYS = 90;
const KEPT_DAYS = 365;
const AT_ONCE = 2_000;

/**
 * Removes what was told 90 days ago and is read, and everything after a year. Walks along the ids, which begin with the
 * time: an index over times would cost every notification. Returns how many were removed.
 */
export async function pruneNotifications(): Promise<{ removed: number }> {
  const readBefore = addDays(now(), -READ_KEPT_DAYS);
  const end = idAt("ntf", readBefore);
  let after: Id<"ntf"> | null = "ntf_";
  let removed = 0;
  while (after !== null) {
    const page: Page = await prunePage({
      after,
      end,
      readBefore,
      before: addDays(now(), -KEPT_DAYS),
    });
    removed += page.removed;
    after = page.last;
  }
  return { removed };
}

type Page = { readonly last: Id<"ntf"> | null; readonly removed: number };

async function prunePage(range: {
  after: Id<"ntf">;
  end: Id<"ntf">;
  readBefore: Date;
  before: Date;
}): Promise<Page> {
  const { after, end, readBefore, before } = range;
  const [page] = await driverOf(getDb())<Page[]>`
    with page as (
      select id from notifications where id > ${after} and id < ${end} order by id limit ${AT_ONCE}
    ), gone as (
      delete from notifications using page where notifications.id = page.id and mail_due_at is null
        and (created_at < ${before.toISOString()}
          or (created_at < ${readBefore.toISOString()} and read_at is not null))
      returning notifications.id
    )
    select (select max(id) from page) as last, (select count(*)::int from gone) as removed`;
  return page ?? { last: null, removed: 0 };
}
