import { withDatabase } from "./database.ts";

/** Lets time pass for one job: it expires in so many days from now, or did so many days ago when negative. */
export async function letExpire(title: string, days: number): Promise<void> {
  await withDatabase(
    (sql) =>
      sql`update jobs set expires_at = now() + ${days} * interval '1 day' where title = ${title}`,
  );
}
