import { setTimeout as sleep } from "node:timers/promises";
import { ulid } from "ulid";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { type Device, post, signIn } from "../messages/device.ts";
import type { Books } from "./books.ts";

const RETRY_MS = 150;

/** Somebody at a browser that tries again until it has an answer. */
export type Person = { readonly actor: Actor; readonly device: Device; readonly books: Books };

export async function seat(actor: Actor, address: string, books: Books): Promise<Person> {
  return { actor, device: await signIn(actor, address), books };
}

/** An answer that no fault explains. */
export class Refused extends Error {}

/** A word that is in one text only. */
export function makeMark(): string {
  return `#${ulid()}`;
}

/** Calls `ask` until it has an answer: nothing that only reads is lost by asking again. */
export async function untilKnown<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await sleep(RETRY_MS);
    }
  }
}

/** Waits for what others have to bring about, however long that takes. */
export async function untilTrue(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await untilKnown(isSo))) await sleep(RETRY_MS);
}

/** The outbox's rule: the same `clientId` until an answer says that it is stored. Returns that id. */
export async function write({ device, books }: Person, conversationId: Id<"cnv">): Promise<string> {
  const mark = makeMark();
  const clientId = mark.slice(1);
  for (;;) {
    const outcome = await post(device, conversationId, {
      clientId,
      body: `Written as ${mark}`,
    }).catch(() => null);
    if (outcome?.message) {
      books.done(`message ${mark}`, { wasFound: outcome.status === 200 });
      return clientId;
    }
    if (outcome && outcome.status < 500) throw new Refused(`A message: ${outcome.status}`);
    books.lose();
    await sleep(RETRY_MS);
  }
}
