import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { getDb } from "#db/client";
import { StartError } from "#lib/errors";
import { freePort } from "#lib/free-port";
import { makeMails } from "#lib/mail/make-mails";
import { createSmtp } from "#lib/mail/providers/smtp";
import { sendMails } from "#lib/mail/send-mails";
import { MINUTE_MS, now, setClock } from "#lib/time";
import { type BadServer, openBadServer, type Point } from "./mail/bad-server.ts";
import { type Happenings, openHappenings } from "./mail/happenings.ts";
import { judge } from "./mail/judge.ts";
import { MESSAGE_MAIL_SECONDS, passQuickly } from "./mail/quick-clock.ts";
import { startWorkers, type Workers } from "./mail/workers.ts";
import { run, stopSignal } from "./run.ts";
import { openStage } from "./stage.ts";

/*
 * `npm run test:mail -- --kills 100`: thousands of things happen of which people are told by mail, while the workers
 * that write and send it are killed with -9 and the SMTP server refuses, defers, hangs, closes and goes away. Time
 * passes twenty times as fast. The last line is one line of JSON. Exit code 1 when a mail is lost, comes twice without
 * an answer having been lost, or comes after it was read, deleted or stopped.
 */

const WORKERS = 3;
const AWAY_EVERY = 20;
const AWAY_MS = 3_000;
/** A worker that comes to no such point for so long is killed wherever it is. */
const LONGEST_WAIT_MS = 1_200;
/** When a worker is killed; null: at any time. */
const MOMENTS: readonly (Point | null)[] = ["taken", null, "recipient", "answered", null];
/** Mail is tried for four days. */
const SETTLING_MS = 5 * 24 * 60 * MINUTE_MS;
const STEP_MS = 20 * MINUTE_MS;

const say = (line: string) => console.log(line);

type Scene = {
  readonly server: BadServer;
  readonly workers: Workers;
  readonly happenings: Happenings;
};

async function suffer({ server, workers, happenings }: Scene, kills: number): Promise<void> {
  for (let number = 1; number <= kills; number += 1) {
    const door = number % WORKERS;
    await Promise.all([workers.ready(door), happenings.happen()]);
    if (number % AWAY_EVERY === 0) await server.goAway(AWAY_MS);
    const point = MOMENTS[number % MOMENTS.length] ?? null;
    await (point ? killAt({ server, workers }, point, door) : killSoon(workers, door));
    if (number % AWAY_EVERY === 0) {
      say(`${number} kills, ${server.taken.length} mails taken: ${JSON.stringify(server.deeds)}`);
    }
  }
}

async function killAt(
  { server, workers }: Pick<Scene, "server" | "workers">,
  point: Point,
  door: number,
): Promise<void> {
  let callOff = () => false;
  const killed = new Promise<void>((resolve, reject) => {
    callOff = server.at(point, door, () => workers.kill(door).then(resolve, reject));
  });
  await Promise.race([killed, sleep(LONGEST_WAIT_MS)]);
  await (callOff() ? workers.kill(door) : killed);
}

async function killSoon(workers: Workers, door: number): Promise<void> {
  await sleep(Math.random() * LONGEST_WAIT_MS * 0.5);
  await workers.kill(door);
}

/** The server has come to its senses, and days pass until nothing waits any more. */
async function settle(smtpUrl: string): Promise<void> {
  const start = now().getTime();
  for (let passed = 0; passed < SETTLING_MS; passed += STEP_MS) {
    setClock(() => new Date(start + passed));
    await makeMails();
    await sendMails(createSmtp(smtpUrl));
    const [row] = await getDb().execute<{ waits: boolean }>(sql`
      select exists (select from mails where status = 'waiting')
        or exists (select from notifications where mail_due_at is not null) as waits`);
    if (!row?.waits) return;
  }
}

async function prove(kills: number, ports: readonly number[], smtpUrl: string) {
  const start = Date.now();
  passQuickly(start);
  const workers = startWorkers(start, ports.slice(0, WORKERS), {});
  const server = await openBadServer(ports, workers.lifeOf);
  try {
    const happenings = await openHappenings();
    await suffer({ server, workers, happenings }, kills);
    await happenings.settled();
    await workers.stop();
    server.behave();
    await settle(smtpUrl);
    say(`All is settled: ${JSON.stringify(await countByStatus())}`);
    return judge(server.taken, happenings.account);
  } finally {
    await workers.stop();
    await server.close();
  }
}

async function countByStatus(): Promise<Record<string, number>> {
  const rows = await getDb().execute<{ status: string; n: number }>(
    sql`select status, count(*)::int as n from mails group by status order by status`,
  );
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]));
}

function readKills(): number {
  const { values } = parseArgs({ options: { kills: { type: "string", default: "100" } } });
  const kills = Number(values.kills);
  if (!Number.isInteger(kills) || kills < 1) {
    throw new StartError("--kills must be a whole number of 1 or more.");
  }
  return kills;
}

async function main(): Promise<void> {
  const kills = readKills();
  const ports = await Promise.all(Array.from({ length: WORKERS + 1 }, freePort));
  const smtpUrl = `smtp://127.0.0.1:${ports[WORKERS]}`;
  Object.assign(process.env, {
    SMTP_URL: smtpUrl,
    NEXTAUTH_URL: "http://workhub.example",
    MESSAGE_MAIL_SECONDS,
    // It says so of every mail that is not taken.
    LOG_LEVEL: process.env.VERBOSE ? "warn" : "error",
  });
  const stopped = stopSignal().then(() => {
    throw new StartError("Stopped before everything was proved.");
  });
  const stage = await openStage(say, { hasApps: false });
  const proved = prove(kills, ports, smtpUrl);
  const figures = await Promise.race([proved, stopped]).finally(stage.close);
  const { promised, lost, afterRead, deletedText, unsubscribedStillSent, unexcused } = figures;
  const wrong = lost + afterRead + deletedText + unsubscribedStillSent + unexcused;
  const ok = promised > 0 && wrong === 0;
  process.exitCode = ok ? 0 : 1;
  console.log(JSON.stringify({ kills, ...figures, ok }));
}

await run(main);
process.exit();
