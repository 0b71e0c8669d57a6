import { makeFreelancer } from "#db/testing/factories";
import { type Device, signIn } from "../messages/device.ts";
import { type App, openStage, type Stage } from "../stage.ts";
import type { Bench, Row } from "./measure.ts";
import { fillConversations } from "./messages-fill.ts";
import { measureIdlePeople, measureIdlePoll } from "./messages-idle.ts";
import { measureLatency } from "./messages-latency.ts";
import { measureSending } from "./messages-sending.ts";
import { measureSizes } from "./messages-sizes.ts";
import { INSPECT, inspectorIn } from "./processes.ts";

/*
 * Conversations over HTTP, through the production build on an embedded PostgreSQL with default durability. The floors
 * are the route that only asks who is signed in, and a bare event stream of node:http, both measured in the same run.
 */

const PEOPLE = 500;

type Say = (line: string) => void;

export const bench: Bench = async (say) => {
  const stage = await openStage(say);
  try {
    say("5,000 conversations, 1,000,000 messages and 10,000 changes of one person");
    const veteran = await fillConversations(stage.owner.sql);
    const app = await stage.startApp();
    const people = await makePeople(app);
    const rows: Row[] = [];
    say("Latency");
    rows.push(...(await measureLatency(app.address, say)));
    say("Sending");
    rows.push(...(await measureSending(app.address)));
    say("People who only have the inbox open");
    rows.push(await measureIdlePoll(app.address, people));
    rows.push(await measureFresh(stage, people, say));
    say("A person of many years");
    rows.push(...(await measureSizes(app.address, veteran, say)));
    return rows;
  } finally {
    await stage.close();
  }
};

/** In a process that has done nothing else yet, so that its memory is only that of the streams. */
async function measureFresh(stage: Stage, people: readonly Device[], say: Say): Promise<Row> {
  process.env.NODE_OPTIONS = INSPECT;
  const { address, child } = await stage.startApp();
  delete process.env.NODE_OPTIONS;
  const app = { address, pid: child.pid ?? 0, inspector: inspectorIn(child.output()) };
  const found = await measureIdlePeople(app, people, say);
  await child.stop();
  return found;
}

async function makePeople({ address }: App): Promise<Device[]> {
  const people: Device[] = [];
  while (people.length < PEOPLE) people.push(await signIn(await makeFreelancer(), address));
  return people;
}
