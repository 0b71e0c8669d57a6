import { ulid } from "ulid";
import { makeTalk } from "#db/testing/talking";
import type { Id } from "#lib/ids";
import { type Device, signIn } from "../messages/device.ts";
import { type Ask, requestsPerSecond } from "./http-load.ts";
import { medians, type Row, row } from "./measure.ts";

const CONNECTIONS = 16;
const DURATION_MS = 4_000;
const ROUNDS = 3;
const CONVERSATIONS = 1_000;
/**
 * This many freelancers each have a conversation with the same client: sending locks two inboxes, one of them shared.
 */
const CLIENTS = 100;
/** Below these, something has become slow: measured 0.29 and 0.32 when this was written. */
const TARGET_ONE = 0.1;
const TARGET_MANY = 0.15;

/** Messages per second through one process, stored for good, against asking who is signed in. */
export async function measureSending(address: string): Promise<Row[]> {
  const { conversationId, client, freelancer } = await makeTalk();
  const two = await Promise.all([client, freelancer].map((actor) => signIn(actor, address)));
  const one = two.map((device) => ({ device, conversationId }));
  const many = await makeTalks(address);

  const send = (places: readonly Place[]) => () =>
    requestsPerSecond(address, {
      connections: CONNECTIONS,
      durationMs: DURATION_MS,
      status: 201,
      next: (number) => message(places, number),
    });
  const viewer = () =>
    requestsPerSecond(address, {
      connections: CONNECTIONS,
      durationMs: DURATION_MS,
      status: 200,
      next: (number) => ({
        path: "/api/viewer",
        headers: two[number % two.length]?.headers ?? {},
      }),
    });
  await send(one)();
  const found = await medians(ROUNDS, { viewer, one: send(one), many: send(many) });
  return [
    row("send-one", "messages/s", found.one, found.viewer, TARGET_ONE),
    row("send-many", "messages/s", found.many, found.viewer, TARGET_MANY),
  ];
}

type Place = { readonly device: Device; readonly conversationId: Id<"cnv"> };

async function makeTalks(address: string): Promise<Place[]> {
  const places: Place[] = [];
  for (let group = 0; group < CLIENTS; group += 1) {
    const first = await makeTalk();
    const rest = Array.from({ length: CONVERSATIONS / CLIENTS - 1 }, () =>
      makeTalk({ client: first.client }),
    );
    for (const { conversationId, freelancer } of [first, ...(await Promise.all(rest))]) {
      places.push({ device: await signIn(freelancer, address), conversationId });
    }
  }
  return places;
}

function message(places: readonly Place[], number: number): Ask {
  const { device, conversationId } = places[(number * 7) % places.length] ?? {};
  const body = { clientId: ulid(), body: `Message ${number} of the benchmark`, fileIds: [] };
  return {
    path: `/api/conversations/${conversationId}/messages`,
    headers: { ...device?.headers },
    body: JSON.stringify(body),
  };
}
