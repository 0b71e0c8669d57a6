import type { Connection } from "#db/client";

/** Tables that a request may write to without changing anything for anyone. */
const BESIDE = ["rate_limits", "form_answers", "migrations"];

/** A row that was added, changed or removed, as it was afterwards. */
export type Trace = {
  readonly table: string;
  readonly operation: "INSERT" | "UPDATE" | "DELETE";
  readonly row: Readonly<Record<string, unknown>>;
};

/**
 * Makes the database record every row of the product that changes, whatever changes it; what is rolled back leaves no
 * record. For a session only its beginning and end count, because every request moves its "last seen".
 */
export async function watchTraces({ sql }: Connection): Promise<void> {
  await sql.unsafe(`
    create schema doors;
    create table doors.traces (
      at bigint generated always as identity primary key, "table" text not null, operation text not null, row jsonb not null
    );
    create function doors.note() returns trigger language plpgsql security definer as $$
    begin
      insert into doors.traces ("table", operation, row)
        values (tg_table_schema || '.' || tg_table_name, tg_op, to_jsonb(coalesce(new, old)));
      return null;
    end $$`);
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'ledger') and tablename <> all(${BESIDE})`;
  for (const { name } of tables) {
    await sql.unsafe(`
      create trigger doors_rows after insert or delete on ${name} for each row execute function doors.note()`);
    if (name === "public.sessions") continue;
    await sql.unsafe(`
      create trigger doors_changes after update on ${name} for each row
        when (old.* is distinct from new.*) execute function doors.note()`);
  }
}

/** A position among the traces. */
export async function markTraces({ sql }: Connection): Promise<string> {
  const [row] = await sql<{ at: string }[]>`
    select coalesce(max(at), 0)::text as at from doors.traces`;
  return row?.at ?? "0";
}

/** What has changed since that position. */
export async function tracesSince({ sql }: Connection, mark: string): Promise<Trace[]> {
  return sql<Trace[]>`
    select "table", operation, row from doors.traces where at > ${mark} order by at`;
}

/** "public.jobs UPDATE": what changed, once each. */
export function describeTraces(traces: readonly Trace[]): string {
  return [...new Set(traces.map(({ table, operation }) => `${table} ${operation}`))].join(", ");
}
