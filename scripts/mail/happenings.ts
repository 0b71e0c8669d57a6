import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { getDb } from "#db/client";
import { users } from "#db/schema";
import { makeClient, makeFreelancer, makeJob } from "#db/testing/factories";
import { makeTalk, say, type Talk } from "#db/testing/talking";
import type { VerifiedActor } from "#lib/auth/actor";
import { deleteMessage } from "#lib/conversations/delete-message";
import { markRead } from "#lib/conversations/mark-read";
import type { Id } from "#lib/ids";
import { signSubscription } from "#lib/mail/sign-subscription";
import { unsubscribe } from "#lib/mail/unsubscribe";
import { newId } from "#lib/new-id";
import { SWITCHED_GROUPS } from "#lib/notifications/kinds";
import { notify } from "#lib/notifications/notify";
import { savePreferences } from "#lib/notifications/save-preferences";
import { seePage } from "#lib/notifications/see-page";
import { submitProposal } from "#lib/proposals/submit-proposal";
import type { Account } from "./judge.ts";
import { WAIT_MS } from "./quick-clock.ts";

const LETTER = "I have relit beacons before, and I would begin with the northern one.";
const COMPANIES = 6;
const PEOPLE = 24;
/** Each gets fewer things together than one mail has lines. */
const TOGETHER = 4;

type Company = {
  readonly clients: readonly VerifiedActor[];
  readonly freelancers: readonly VerifiedActor[];
  readonly together: readonly VerifiedActor[];
};

export type Happenings = {
  readonly account: Account;
  /** Some thirty things happen. Some of them are read, deleted or stopped later; `settled` waits for those. */
  happen(): Promise<void>;
  settled(): Promise<void>;
};

/** Whatever makes mail, through the use cases that make it, and an account of what has to follow. */
export async function openHappenings(): Promise<Happenings> {
  const account: Account = { promised: [], read: [], deleted: [], deletedTexts: [], stopped: [] };
  const company = await gatherPeople();
  const later: Promise<void>[] = [];
  const happen = async () => {
    const { clients, freelancers, together } = company;
    await Promise.all([
      ...Array.from({ length: 12 }, () => tellOne(account, pick(freelancers))),
      tellOne(account, pick(together)),
      tellDeferred(account),
      tellRefused(),
      applyToOne(account, pick(clients), freelancers),
      talk(account, company),
      talk(account, company),
      talkAndDeleteOne(account, company),
    ]);
    for (const scene of [readAtOnce, readLater, deleteAtOnce, deleteLater, look, stop]) {
      later.push(scene(account, company));
    }
  };
  return {
    account,
    happen,
    async settled() {
      await Promise.all(later);
    },
  };
}

async function gatherPeople(): Promise<Company> {
  const make = (count: number, one: () => Promise<VerifiedActor>) =>
    Promise.all(Array.from({ length: count }, one));
  return {
    clients: await make(COMPANIES, () => makeClient()),
    freelancers: await make(PEOPLE, () => makeFreelancer()),
    together: await make(TOGETHER, async () => {
      const person = await makeFreelancer();
      await savePreferences(person, {
        bell: [...SWITCHED_GROUPS],
        mail: [...SWITCHED_GROUPS],
        rhythm: "daily",
        quietFrom: "none",
        quietUntil: "none",
        timeZone: "UTC",
      });
      return person;
    }),
  };
}

function pick<T>(all: readonly T[]): T {
  const one = all[Math.floor(Math.random() * all.length)];
  if (one === undefined) throw new Error("There is nobody to pick");
  return one;
}

const addressOf = ({ userId }: VerifiedActor) => `${userId}@example.com`;
const between = (fromMs: number, toMs: number) => sleep(fromMs + Math.random() * (toMs - fromMs));

async function hire(to: VerifiedActor): Promise<Id<"ctr">> {
  const about = newId("ctr");
  const happening = { kind: "hired", by: null, facts: { amountCents: 40_000 } } as const;
  await getDb().transaction((tx) => notify(tx, { ...happening, to: to.userId, about }));
  return about;
}

async function pay(to: VerifiedActor): Promise<Id<"pay">> {
  const about = newId("pay");
  const happening = { kind: "payout_arrived", by: null, facts: { amountCents: 7_000 } } as const;
  await getDb().transaction((tx) => notify(tx, { ...happening, to: to.userId, about }));
  return about;
}

async function tellOne(
  { promised }: Account,
  to: VerifiedActor,
  address = addressOf(to),
): Promise<void> {
  const about = await pick([hire, pay])(to);
  promised.push({ about, to: address, count: 1 });
}

async function moveTo(
  name: "deferred" | "refused",
): Promise<{ person: VerifiedActor; address: string }> {
  const person = await makeFreelancer();
  const address = `${name}-${person.userId}@example.com`;
  await getDb().update(users).set({ email: address }).where(eq(users.id, person.userId));
  return { person, address };
}

async function tellDeferred(account: Account): Promise<void> {
  const { person, address } = await moveTo("deferred");
  await tellOne(account, person, address);
}

/** Nothing is promised to an address that does not exist. */
async function tellRefused(): Promise<void> {
  const { person } = await moveTo("refused");
  await hire(person);
}

async function applyToOne(
  { promised }: Account,
  client: VerifiedActor,
  freelancers: readonly VerifiedActor[],
): Promise<void> {
  const jobId = await makeJob(client);
  const start = Math.floor(Math.random() * (freelancers.length - 3));
  const applicants = freelancers.slice(start, start + 3);
  const offer = { coverLetter: LETTER, priceCents: "300", timelineDays: "9", answers: {} };
  for (const freelancer of applicants) {
    await submitProposal(freelancer, { ...offer, jobId, jobRevision: 1, fileIds: [] });
  }
  promised.push({ about: jobId, to: addressOf(client), count: applicants.length });
}

type Said = { readonly talk: Talk; readonly about: Id<"cnv">; readonly to: string };

async function begin({ clients }: Company): Promise<Said> {
  const talk = await makeTalk({ client: pick(clients) });
  return { talk, about: talk.conversationId, to: addressOf(talk.freelancer) };
}

async function talk({ promised }: Account, company: Company): Promise<void> {
  const { talk, about, to } = await begin(company);
  const count = 1 + Math.floor(Math.random() * 4);
  for (let n = 1; n <= count; n += 1) await say(talk.client, talk, `Message ${n}`);
  promised.push({ about, to, count });
}

/** Of three messages the second is deleted before anybody was told, so there are two. */
async function talkAndDeleteOne(account: Account, company: Company): Promise<void> {
  const { talk, about, to } = await begin(company);
  const text = secret(account);
  const begunAt = performance.now();
  await say(talk.client, talk, "Message 1");
  const { seq } = await say(talk.client, talk, text);
  await say(talk.client, talk, "Message 3");
  await deleteMessage(talk.client, { conversationId: about, seq });
  if (performance.now() - begunAt < WAIT_MS) account.promised.push({ about, to, count: 2 });
}

function secret({ deletedTexts }: Account): string {
  const text = `Secret ${newId("job")}`;
  deletedTexts.push(text);
  return text;
}

async function readSoon({ read }: Account, company: Company, pauseMs: number): Promise<void> {
  const { talk, about, to } = await begin(company);
  const { seq } = await say(talk.client, talk, "Are you there?");
  await sleep(pauseMs);
  await markRead(talk.freelancer, { conversationId: about, seq });
  read.push({ about, to, at: performance.now() });
}

const readAtOnce = (account: Account, company: Company) => readSoon(account, company, 0);
/** Before or after it was written, while it is sent or while it waits for its next try. */
const readLater = (account: Account, company: Company) =>
  readSoon(account, company, WAIT_MS * (0.8 + Math.random()));

async function deleteSoon(account: Account, company: Company, pauseMs: number): Promise<void> {
  const { talk, about, to } = await begin(company);
  const { seq } = await say(talk.client, talk, secret(account));
  await sleep(pauseMs);
  await deleteMessage(talk.client, { conversationId: about, seq });
  account.deleted.push({ about, to, at: performance.now() });
}

const deleteAtOnce = (account: Account, company: Company) => deleteSoon(account, company, 0);
const deleteLater = (account: Account, company: Company) =>
  deleteSoon(account, company, WAIT_MS * (0.8 + Math.random()));

/** Somebody whose server defers looks at the page while the mail waits. */
async function look({ read }: Account): Promise<void> {
  const { person, address } = await moveTo("deferred");
  const about = await hire(person);
  await between(0, 3_000);
  await seePage(person, { path: `/contracts/${about}` });
  read.push({ about, to: address, at: performance.now() });
}

/** Stops one group, and is told of both. */
async function stop(account: Account): Promise<void> {
  const person = await makeFreelancer();
  const to = addressOf(person);
  await hire(person);
  await between(0, 1_500);
  await unsubscribe({ token: signSubscription({ userId: person.userId, group: "work" }) });
  const at = performance.now();
  account.stopped.push({ to, topic: "work", at });
  await hire(person);
  account.promised.push({ about: await pay(person), to, count: 1 });
}
