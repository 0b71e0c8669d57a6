import type { Actor } from "#lib/auth/actor";
import type { Fields } from "../doors/actions.ts";
import { type ActionOutcome, callAction } from "../doors/call-action.ts";
import { findActions } from "../doors/list-doors.ts";
import { signIn } from "../messages/device.ts";

/** What came of one race, counted. Everything but `attempts` has to be 0. */
export type Figures = {
  attempts: number;
  /** Rounds that did not end with exactly one effect. */
  wrong: number;
  /** Answers that blame us, or none at all. */
  broken: number;
  /** Answers that tell a person of a crowd, a lock or a pool. */
  crowded: number;
  /** Answers that speak of missing money where none was missing, or say nothing. */
  misnamed: number;
};

export type Arena = {
  /** Sends one form as this person's browser would, to each app in turn. */
  send(actor: Actor, action: string, fields: Fields): Promise<ActionOutcome>;
};

/** Two or more processes of the product on one database. */
export function openArena(addresses: readonly string[], buildFolder: string): Arena {
  const ids = new Map(findActions(buildFolder).map(({ name, id }) => [name, id]));
  const browsers = new Map<string, Promise<Readonly<Record<string, string>>>>();
  let turn = 0;
  return {
    async send(actor, action, fields) {
      const address = addresses[turn % addresses.length] ?? "";
      turn += 1;
      const id = ids.get(action);
      if (id === undefined) throw new Error(`The build has no action ${action}`);
      if (!browsers.has(actor.userId)) {
        browsers.set(
          actor.userId,
          signIn(actor, address).then(({ headers }) => headers),
        );
      }
      const headers = (await browsers.get(actor.userId)) ?? {};
      return callAction(address, { id, path: "/home", headers }, fields);
    },
  };
}

const CROWDED = /very busy|deadlock|could not serialize|too many|timeout/i;
const MISSING_MONEY = /more is needed|more than (?:is )?available|than you have/i;

/** Adds up what these answers say; `mayLackMoney` where the race is about money that is there only once. */
export function judge(
  figures: Figures,
  answers: readonly ActionOutcome[],
  { mayLackMoney = false } = {},
): void {
  figures.attempts += answers.length;
  for (const { status, kind, message, isOurFault } of answers) {
    if (isOurFault || status === 0 || status >= 500) figures.broken += 1;
    if (CROWDED.test(message)) figures.crowded += 1;
    const isEmpty = kind === "none" || (kind === "error" && message.trim() === "{}");
    if (isEmpty || (MISSING_MONEY.test(message) && !mayLackMoney)) figures.misnamed += 1;
  }
}

export function isDone({ kind }: ActionOutcome): boolean {
  return kind === "success" || kind === "redirect";
}

/** So many at once, in the order of their numbers. */
export function atOnce<T>(count: number, attempt: (number: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, number) => attempt(number)));
}
