import { asTrusted } from "#lib/auth/verified";
import { MINUTE_MS } from "#lib/time";
import { insertPerson } from "#lib/users/insert-person";
import { setUpClient } from "#lib/users/set-up-client";
import { setUpFreelancer } from "#lib/users/set-up-freelancer";
import type { Calendar } from "./calendar.ts";
import type { DemoClient, DemoContent, DemoFreelancer } from "./content/demo-content.ts";
import type { PlannedJob } from "./planned-job.ts";
import { diceFor } from "./random.ts";
import { sendFiles } from "./send-files.ts";
import type { PersonKey, Stage, StoryEvent } from "./stage.ts";

/** Everyone registers some weeks before they first do anything, and fills in their profile a little later. */
export function tellPeople(
  content: DemoContent,
  jobs: readonly PlannedJob[],
  { calendar, passwordHash }: { calendar: Calendar; passwordHash: string },
): StoryEvent[] {
  const joinedAt = (key: PersonKey) => {
    const dice = diceFor(`person ${key}`);
    return { at: calendar(firstDeedAgo(key, jobs) + dice.between(2, 30)), dice };
  };
  const clients = content.clients.flatMap((client) => {
    const { at, dice } = joinedAt(client.key);
    return [
      { at, play: (stage: Stage) => registerClient(stage, client, passwordHash) },
      { at: later(at, dice.between(5, 25)), play: (stage: Stage) => setUpCompany(stage, client) },
    ];
  });
  const freelancers = content.freelancers.flatMap((freelancer) => {
    const { at, dice } = joinedAt(freelancer.key);
    return [
      { at, play: (stage: Stage) => registerFreelancer(stage, freelancer, passwordHash) },
      { at: later(at, dice.between(5, 25)), play: (stage: Stage) => setUpOwn(stage, freelancer) },
    ];
  });
  return [...clients, ...freelancers];
}

function firstDeedAgo(key: PersonKey, jobs: readonly PlannedJob[]): number {
  const deeds = jobs.flatMap((job) => [
    ...(job.clientKey === key ? [job.postedAgo] : []),
    ...job.offers
      .filter(({ proposal }) => proposal.freelancerKey === key)
      .map(({ madeAgo }) => madeAgo),
  ]);
  return Math.max(0, ...deeds);
}

function later(at: Date, minutes: number): Date {
  return new Date(at.getTime() + Math.round(minutes) * MINUTE_MS);
}

async function registerClient(stage: Stage, client: DemoClient, passwordHash: string) {
  const { key, contactName: name, email } = client;
  const userId = await insertPerson(stage.tx, {
    role: "client",
    name,
    email,
    passwordHash,
    isVerified: true,
  });
  if (!userId) throw new Error(`${email} is taken`);
  stage.people.add(key, asTrusted({ userId, role: "client" }));
}

async function registerFreelancer(stage: Stage, freelancer: DemoFreelancer, passwordHash: string) {
  const { key, name, email } = freelancer;
  const userId = await insertPerson(stage.tx, {
    role: "freelancer",
    name,
    email,
    passwordHash,
    isVerified: true,
  });
  if (!userId) throw new Error(`${email} is taken`);
  stage.people.add(key, asTrusted({ userId, role: "freelancer" }));
}

function setUpCompany({ people, tx }: Stage, client: DemoClient): Promise<void> {
  const { companyName, website, size, location, about } = client;
  const profile = { companyName, website, size, location, about };
  return setUpClient(people.get(client.key), profile, tx);
}

async function setUpOwn(stage: Stage, freelancer: DemoFreelancer): Promise<void> {
  const actor = stage.people.get(freelancer.key);
  const { headline, bio, skills, hourlyRateCents, location, availability, portfolio } = freelancer;
  const { languages, timeZone } = freelancer;
  const profile = {
    headline,
    bio,
    skills: [...skills],
    hourlyRateCents,
    location,
    availability,
    languages: [...languages],
    timeZone,
    portfolio: await Promise.all(
      portfolio.map(async ({ pictures, ...item }) => ({
        ...item,
        fileIds: await sendFiles(stage, actor, "portfolio", pictures),
      })),
    ),
  };
  await setUpFreelancer(actor, profile, stage.tx);
}
