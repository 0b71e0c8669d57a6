import type { Tx } from "#db/client";
import type { VerifiedActor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { setClock } from "#lib/time";
import type { ClientKey, FreelancerKey } from "./content/demo-content.ts";

export type PersonKey = ClientKey | FreelancerKey;

/** What the story has made so far; later events find it here by the content's own names. */
export type Stage = {
  readonly tx: Tx;
  readonly people: Cast<PersonKey, VerifiedActor>;
  readonly jobs: Cast<string, Id<"job">>;
  /** By job and freelancer: see `offerKey`. */
  readonly proposals: Cast<string, Id<"prp">>;
  /** By job. */
  readonly contracts: Cast<string, Id<"ctr">>;
  /** By job. */
  readonly disputes: Cast<string, Id<"dsp">>;
  /** By request key. */
  readonly payments: Cast<string, Id<"pay">>;
  /** By job and freelancer: see `talkKey`. */
  readonly talks: Cast<string, Id<"cnv">>;
};

/** Something that a person did at a certain time, through the use case that they would have used. */
export type StoryEvent = { readonly at: Date; readonly play: (stage: Stage) => Promise<unknown> };

/** A map in which everything that is asked for exists. */
export class Cast<Key extends string, Value> {
  readonly #members = new Map<Key, Value>();

  add(key: Key, value: Value): void {
    this.#members.set(key, value);
  }

  get(key: Key): Value {
    const member = this.#members.get(key);
    if (member === undefined) throw new Error(`${key} has not entered the story yet`);
    return member;
  }
}

export function offerKey(jobKey: string, freelancerKey: FreelancerKey): string {
  return `${jobKey} by ${freelancerKey}`;
}

export function talkKey(talk: { jobKey: string; freelancerKey: FreelancerKey }): string {
  return `${talk.jobKey} with ${talk.freelancerKey}`;
}

/** Plays all events in order of time, each with the clock set to its time. */
export async function playStory(tx: Tx, events: readonly StoryEvent[]): Promise<void> {
  const stage: Stage = {
    tx,
    people: new Cast(),
    jobs: new Cast(),
    proposals: new Cast(),
    contracts: new Cast(),
    disputes: new Cast(),
    payments: new Cast(),
    talks: new Cast(),
  };
  const inOrder = events.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  for (const { at, play } of inOrder) {
    const restoreClock = setClock(() => at);
    try {
      await play(stage);
    } finally {
      restoreClock();
    }
  }
}
