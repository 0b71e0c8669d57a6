import { makeFreelancer } from "#db/testing/factories";
import { type Device, signIn } from "../messages/device.ts";
import { type App, openStage } from "../stage.ts";
import type { Bench, Row } from "./measure.ts";
import { fillConversations } from "./messages-fill.ts";
import { measureIdlePeople, measureIdlePoll } from "./messages-idle.ts";
import { measureLatency } from "./messages-latency.ts";
import { measureSending } from "./messages-sending.ts";
import { measureSizes } from "./messages-sizes.ts";

/*
 * Conversations over HTTP, through the production build on an embedded PostgreSQL with default durability. Floors are
 * the route that only asks who is signed in, and a bare event stream of node:http, both measured in the same run.
 */

const PEOPLE = 500;

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
    const fresh = await stage.startApp();
    rows.push(await measureIdlePeople({ ...fresh, pid: fresh.child.pid ?? 0 }, people, say));
    await fresh.child.stop();
    say("A person of many years");
    rows.push(...(await measureSizes(app.address, veteran, say)));
    return rows;
  } finally {
    await stage.close();
  }
};

async function makePeople({ address }: App): Promise<Device[]> {
  const people: Device[] = [];
  while (people.length < PEOPLE) people.push(await signIn(await makeFreelancer(), address));
  return people;
}
