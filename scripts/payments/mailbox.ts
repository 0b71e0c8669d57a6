import { z } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS, now } from "#lib/time";
import type { Hook } from "../stripe/hooks.ts";
import type { Chance } from "./chance.ts";

/** A signed event on its way to us. */
export type Letter = { readonly body: string; readonly signature: string };
type Posted = Letter & { readonly dueAt: number };

/** How long events take, by the proof's clock: most come soon, some days later. */
const DELAYS_MS = [0, 0, 0, 0, MINUTE_MS, HOUR_MS, 5 * HOUR_MS, 3 * DAY_MS];

/**
 * The way of the stand-in's events to us: they come late, again, in any order, and some never. Those are kept, because
 * an operator can have Stripe send them once more.
 */
export type Mailbox = {
  readonly hook: Hook;
  /** From now on this decides how events come; null: each once, at once, as they were sent. */
  chance: Chance | null;
  /** The next events never come, until `isDeaf` is false again. */
  isDeaf: boolean;
  /** Takes out what has come by now, in no order. */
  takeDue(): Letter[];
  /** It was not taken: it comes again. */
  putBack(letter: Letter): void;
  /** Everything that was kept from coming comes now. */
  resend(): void;
  /** Whether something is on its way. */
  isEmpty(): boolean;
  /** The payment intents of disputes and refunds of which some event never came. */
  silenced(): ReadonlySet<string>;
  /** Forgets everything. */
  clear(): void;
};

export function openMailbox(): Mailbox {
  let posted: Posted[] = [];
  let lost: Letter[] = [];
  const mailbox: Mailbox = {
    chance: null,
    isDeaf: false,
    async hook(body, signature) {
      const { chance } = mailbox;
      const letter = { body, signature };
      if (mailbox.isDeaf || chance?.onceIn(12)) lost.push(letter);
      else if (!chance) posted.push({ ...letter, dueAt: 0 });
      else {
        const copies = chance.onceIn(4) ? chance.whole(2, 3) : 1;
        for (let copy = 0; copy < copies; copy += 1) {
          posted.push({ ...letter, dueAt: now().getTime() + chance.pick(DELAYS_MS) });
        }
      }
      return true;
    },
    takeDue() {
      const at = now().getTime();
      const due = posted.filter(({ dueAt }) => dueAt <= at);
      posted = posted.filter(({ dueAt }) => dueAt > at);
      return mailbox.chance?.shuffled(due) ?? due;
    },
    putBack(letter) {
      posted.push({ ...letter, dueAt: 0 });
    },
    resend() {
      posted.push(...lost.map((letter) => ({ ...letter, dueAt: 0 })));
      lost = [];
    },
    isEmpty: () => posted.length === 0,
    silenced: () => new Set(lost.flatMap(({ body }) => intentOf(body))),
    clear() {
      posted = [];
      lost = [];
    },
  };
  return mailbox;
}

const aboutIntent = z.object({
  data: z.object({ object: z.object({ payment_intent: z.string() }) }),
});

function intentOf(body: string): string[] {
  const about = aboutIntent.safeParse(JSON.parse(body));
  return about.success ? [about.data.data.object.payment_intent] : [];
}
