import { createHmac } from "node:crypto";
import { and, eq, lt } from "drizzle-orm";
import { getDb, inTransaction, type Tx } from "#db/client";
import { formAnswers } from "#db/schema";
import { authSecret } from "#lib/auth/token";
import type { Id } from "#lib/ids";
import { addDays, now } from "#lib/time";
import type { FormInput } from "./input.ts";
import type { Answer, Done, StoredAnswer } from "./state.ts";

/** Longer than anyone keeps a page open and sends from it again. */
const KEPT_DAYS = 60;

/** One intent of one person: a form, as it was sent. */
export type Intent = {
  readonly userId: Id<"usr">;
  readonly key: string;
  readonly action: string;
  readonly contents: string;
};

export type Outcome =
  | { readonly kind: "done"; readonly answer: Answer }
  | { readonly kind: "repeat"; readonly answer: Answer; readonly isSame: boolean }
  | { readonly kind: "givenUp" };

/** True for keys that our forms make; anything else is not our key. */
export function isRequestKey(key: string | null): key is string {
  return key !== null && /^[\w.:-]{8,100}$/.test(key);
}

/** A hash of the contents that reveals nothing without our secret, because passwords may be among them. */
export function hashContents(action: string, input: FormInput): string {
  const fields = Object.entries(input).map(([name, value]) => [
    name,
    [value].flat().map((part) => (typeof part === "string" ? part : part.name)),
  ]);
  return createHmac("sha256", authSecret())
    .update(JSON.stringify([action, fields]))
    .digest("hex");
}

/**
 * Runs an intent once: `work` runs in the transaction that also keeps its answer, so either both exist or neither does.
 * A second run waits for the first. If `work` throws, no trace is left. One that collides with another form runs once
 * more from its beginning.
 */
export function runOnce(intent: Intent, work: (tx: Tx) => Promise<Answer>): Promise<Outcome> {
  return inTransaction(undefined, async (tx) => {
    if (!(await claim(tx, { ...intent, answer: null }))) return readOutcome(tx, intent);
    const answer = await work(tx);
    const { shownOnce: _, ...kept } = answer;
    await tx
      .update(formAnswers)
      .set({ answer: kept })
      .where(and(eq(formAnswers.userId, intent.userId), eq(formAnswers.key, intent.key)));
    return { kind: "done", answer };
  });
}

/** The outcome of an intent that ran before; null while nothing is known of it. */
export async function findOutcome(intent: Intent): Promise<Outcome | null> {
  const row = await findRow(getDb(), intent);
  return row && toOutcome(row, intent.contents);
}

/**
 * What became of the form that was sent with this key; waits for one that is still running. A form that has not arrived
 * is given up for good, so that the answer stays true: null then, and nothing was or will be changed.
 */
export function settleIntent(userId: Id<"usr">, key: string): Promise<Done | null> {
  return getDb().transaction(async (tx) => {
    const givenUp = { userId, key, action: "", contents: "", answer: { givenUp: true } } as const;
    if (await claim(tx, givenUp)) return null;
    const outcome = await readOutcome(tx, givenUp);
    return outcome.kind === "givenUp" ? null : toDone(outcome.answer);
  });
}

/** Removes answers that were kept long enough. Returns how many. */
export async function pruneFormAnswers(): Promise<{ removed: number }> {
  const gone = await getDb()
    .delete(formAnswers)
    .where(lt(formAnswers.createdAt, addDays(now(), -KEPT_DAYS)))
    .returning({ key: formAnswers.key });
  return { removed: gone.length };
}

/** The part of an answer that the form itself needs. */
export function toDone({ message, data, shownOnce, goTo }: Answer): Done {
  return {
    ...(message && { message }),
    ...((data || shownOnce) && { data: { ...data, ...shownOnce } }),
    ...(goTo && { goTo }),
  };
}

type Row = typeof formAnswers.$inferSelect;

/** False when the key is taken; waits for a transaction that is taking it. */
async function claim(tx: Tx, row: Omit<Row, "createdAt">): Promise<boolean> {
  const made = await tx
    .insert(formAnswers)
    .values({ ...row, createdAt: now() })
    .onConflictDoNothing()
    .returning({ key: formAnswers.key });
  return made.length > 0;
}

async function readOutcome(tx: Tx, intent: Pick<Intent, "userId" | "key" | "contents">) {
  const row = await findRow(tx, intent);
  if (!row) throw new Error("A form's key was taken, and its answer is not there");
  return toOutcome(row, intent.contents);
}

async function findRow(
  reader: Pick<Tx, "select">,
  { userId, key }: Pick<Intent, "userId" | "key">,
) {
  const [row] = await reader
    .select()
    .from(formAnswers)
    .where(and(eq(formAnswers.userId, userId), eq(formAnswers.key, key)));
  return row ?? null;
}

function toOutcome({ answer, contents }: Row, sent: string): Outcome {
  if (answer === null) throw new Error("A form's answer was not kept with what it did");
  if (isGivenUp(answer)) return { kind: "givenUp" };
  return { kind: "repeat", answer, isSame: contents === sent };
}

function isGivenUp(answer: StoredAnswer): answer is { givenUp: true } {
  return "givenUp" in answer;
}
