import { randomUUID } from "node:crypto";
import { asTrusted } from "#lib/auth/verified";
import { postJob } from "#lib/jobs/post-job";
import type { FilledBoard } from "./board-stage.ts";
import { makeWords, numbersFrom, zipf } from "./board-words.ts";
import { medians, type Row, row, throughput } from "./measure.ts";

const ROUNDS = 7;
const DURATION_MS = 1_500;
const CALLERS = 4;
/** The clients that post, beyond those whose jobs are there already. */
const CLIENTS = 2_000;

/** Whole *post a job* use cases with all these jobs there. The floor: the same without what search keeps of a job. */
export async function measurePosting({ owner }: FilledBoard, name: string): Promise<Row> {
  process.env.PERSON_LIMITS ??= "9999";
  const [next, words] = [numbersFrom(6), makeWords()];
  const text = (length: number) =>
    Array.from({ length }, () => words[zipf(next, words.length)]).join(" ");
  const post = () => {
    const number = String(1 + Math.floor(next() * CLIENTS)).padStart(26, "0");
    return postJob(asTrusted({ userId: `usr_${number}`, role: "client" }), {
      requestKey: randomUUID(),
      title: text(6),
      category: "design",
      skills: text(3).split(" ").join(", "),
      description: text(90),
      budgetCents: "400",
      timelineDays: "14",
      releaseRule: "on_approval",
      reviewWindowDays: "7",
      fileIds: [],
    });
  };
  const searched = async (isOn: boolean) => {
    const verb = isOn ? "enable" : "disable";
    await owner.sql.unsafe(`
      alter table jobs ${verb} trigger jobs_search; alter table jobs ${verb} trigger jobs_guess_language`);
    return throughput(CALLERS, DURATION_MS, post);
  };
  try {
    const { value, floor } = await medians(ROUNDS, {
      floor: () => searched(false),
      value: () => searched(true),
    });
    return row(name, "jobs/s", value, floor, 0.3);
  } finally {
    await searched(true);
    await takeBack(owner);
  }
}

/** What was posted here, so that the next run finds what this one found. */
async function takeBack({ sql }: FilledBoard["owner"]): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`create temporary table posted on commit drop as select id from jobs where request_key not like 'bench-%'`;
    for (const table of ["job_revisions", "job_events", "job_search", "job_proposal_counts"]) {
      await tx`delete from ${tx(table)} where job_id in (select id from posted)`;
    }
    await tx`delete from jobs where id in (select id from posted)`;
  });
  await sql`vacuum jobs, job_search, job_proposal_counts`;
}
