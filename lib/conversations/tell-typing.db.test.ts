import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { getDb } from "#db/client";
import { type Listening, listen } from "#db/listen";
import { blocks } from "#db/schema";
import { makeClient } from "#db/testing/factories";
import { makeTalk } from "#db/testing/talking";
import { useTestDatabase } from "#db/testing/test-database";
import { now } from "#lib/time";
import { TYPING_CHANNEL } from "./internal/announce.ts";
import { tellTyping } from "./tell-typing.ts";

const database = useTestDatabase();
const heard: string[] = [];
let listening: Listening | null = null;

beforeAll(async () => {
  listening = await listen(
    database().appUrl,
    { [TYPING_CHANNEL]: (payload) => heard.push(payload) },
    () => {},
  );
});
afterAll(() => listening?.close());
beforeEach(() => {
  heard.length = 0;
});

test("the other person is told, whichever of the two writes", async () => {
  const { client, freelancer, conversationId } = await makeTalk();
  await tellTyping(client, { conversationId });
  await tellTyping(freelancer, { conversationId });
  await vi.waitFor(() =>
    expect(heard).toEqual([
      `${freelancer.userId} ${conversationId}`,
      `${client.userId} ${conversationId}`,
    ]),
  );
});

test("a stranger's conversation does not exist, and nobody is told", async () => {
  const { conversationId } = await makeTalk();
  await expect(tellTyping(await makeClient(), { conversationId })).rejects.toThrow("not");
  await expectSilence();
});

test("during a block neither is told", async () => {
  const { client, freelancer, conversationId } = await makeTalk();
  await getDb()
    .insert(blocks)
    .values({ blockerId: client.userId, blockedId: freelancer.userId, createdAt: now() });
  await tellTyping(client, { conversationId });
  await tellTyping(freelancer, { conversationId });
  await expectSilence();
});

test("a flood is not passed on", async () => {
  const { client, conversationId } = await makeTalk();
  for (let count = 0; count < 40; count += 1) await tellTyping(client, { conversationId });
  await vi.waitFor(() => expect(heard).toHaveLength(20));
  await expectSilence(20);
});

/** What was sent before is heard before what comes after it. */
async function expectSilence(count = 0): Promise<void> {
  await database().app.sql`select pg_notify(${TYPING_CHANNEL}, 'end')`;
  await vi.waitFor(() => expect(heard.at(-1)).toBe("end"));
  expect(heard).toHaveLength(count + 1);
}
