import { expect, test } from "vitest";
import { deleteMessage } from "#lib/conversations/delete-message";
import { markRead } from "#lib/conversations/mark-read";
import { makeMails } from "#lib/mail/make-mails";
import { MINUTE_MS, now, setClock } from "#lib/time";
import { makeTalk, say } from "./talking.ts";
import { useTestDatabase } from "./test-database.ts";

useTestDatabase();

async function mailsLater(): Promise<number> {
  const later = new Date(now().getTime() + 3 * MINUTE_MS);
  const reset = setClock(() => later);
  return makeMails().finally(reset);
}

test("a message that is read or deleted in time is not mailed, and the next one is", async () => {
  const talk = await makeTalk();
  const { client, freelancer, conversationId } = talk;
  const { seq } = await say(client, talk, "Are you there?");
  await markRead(freelancer, { conversationId, seq });
  expect(await mailsLater()).toBe(0);
  const regretted = await say(client, talk, "Never mind");
  await deleteMessage(client, { conversationId, seq: regretted.seq });
  expect(await mailsLater()).toBe(0);
  await say(client, talk, "Hello again");
  expect(await mailsLater()).toBe(1);
});
