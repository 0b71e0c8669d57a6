import { eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { DomainError, isDomainError } from "#lib/errors";
import { findStore } from "#lib/files/provider";
import { getReadableFile, type ReadableFile } from "#lib/files/queries/readable";
import type { Id } from "#lib/ids";
import { log } from "#lib/log";
import { countFiles, eachFile, type KnownFile } from "./list-files.ts";
import { LISTS } from "./lists.ts";

const REPORT_EVERY_MS = 1_000;

type Entry = {
  readonly name: string;
  readonly input: AsyncIterable<string> | ReadableStream<Uint8Array>;
  readonly lastModified: Date;
};

/** How far it is. What it throws ends the archive. */
type Report = (doneCount: number, totalCount: number) => Promise<void>;

/**
 * What an archive of a person's data holds, one after the other: lists as JSON, then the files. Each is opened when its
 * turn comes and read while it is written. The list of the files comes last, with those that could not be read.
 */
export async function* fillArchive(userId: Id<"usr">, report: Report): AsyncGenerator<Entry> {
  const actor = await getActor(userId);
  const lists = Object.entries(LISTS);
  const totalCount = lists.length + (await countFiles(userId));
  let [doneCount, reportedAt] = [0, 0];
  const step = async () => {
    if (Date.now() - reportedAt < REPORT_EVERY_MS) return;
    reportedAt = Date.now();
    await report(Math.min(doneCount, totalCount), totalCount);
  };
  const madeAt = new Date();
  for (const [name, read] of lists) {
    await step();
    yield { name, input: toJson(read(actor)), lastModified: madeAt };
    doneCount += 1;
  }
  const listed: object[] = [];
  for await (const file of eachFile(userId)) {
    await step();
    const entry = await openFile(actor, file);
    listed.push({ path: entry?.name ?? null, ...file });
    if (entry) yield entry;
    doneCount += 1;
  }
  yield { name: "files.json", input: toJson(listed), lastModified: madeAt };
}

async function getActor(userId: Id<"usr">): Promise<Actor> {
  const [row] = await getDb().select({ role: users.role }).from(users).where(eq(users.id, userId));
  if (!row) throw new DomainError("not_found");
  return { userId, role: row.role };
}

/** One object for each line, so that a long list can be read by programs and by people. */
async function* toJson(rows: AsyncIterable<object> | Iterable<object>): AsyncGenerator<string> {
  yield "[";
  let isFirst = true;
  for await (const row of rows) {
    yield `${isFirst ? "" : ","}\n${JSON.stringify(row)}`;
    isFirst = false;
  }
  yield "\n]\n";
}

/** Null, and a line in the log, for a file that is gone or damaged: the rest of the archive does not wait for it. */
async function openFile(actor: Actor, { id, name, createdAt }: KnownFile): Promise<Entry | null> {
  const file = await findReadable(actor, id);
  if (!file) return null;
  try {
    const input = await findStore(file.store).open(file, null);
    return { name: `files/${id}/${name}`, input, lastModified: createdAt };
  } catch (error) {
    log.error({ err: error, fileId: id }, "A file of an archive could not be opened");
    return null;
  }
}

async function findReadable(actor: Actor, fileId: Id<"fil">): Promise<ReadableFile | null> {
  try {
    return await getReadableFile(actor, fileId);
  } catch (error) {
    if (isDomainError(error, "not_found")) return null;
    throw error;
  }
}
