import { fileConversation } from "#lib/conversations/file-conversation";
import { markRead } from "#lib/conversations/mark-read";
import { openConversation } from "#lib/conversations/open-conversation";
import { sendMessage } from "#lib/conversations/send-message";
import type { Calendar } from "./calendar.ts";
import type { DemoTalk } from "./content/demo-content.ts";
import type { PlannedJob } from "./planned-job.ts";
import { sendFiles } from "./send-files.ts";
import { type StoryEvent, talkKey } from "./stage.ts";

type Side = DemoTalk["lines"][number]["by"];

/** The first writer opens it, each line is written at its time, and at the end it is read and archived. */
export function tellTalks(
  talks: readonly DemoTalk[],
  jobs: readonly PlannedJob[],
  calendar: Calendar,
): StoryEvent[] {
  return talks.flatMap((talk) => tellTalk(talk, jobs, calendar));
}

function tellTalk(
  talk: DemoTalk,
  plannedJobs: readonly PlannedJob[],
  calendar: Calendar,
): StoryEvent[] {
  const { jobKey, freelancerKey, lines, readAgo, archivedBy } = talk;
  const clientKey = plannedJobs.find(({ key }) => key === jobKey)?.clientKey;
  const last = lines.at(-1);
  if (!clientKey || !last) throw new Error(`Nobody talks about ${jobKey}`);
  const key = talkKey(talk);
  const keyOf = (side: Side) => (side === "client" ? clientKey : freelancerKey);
  const written = lines.map(
    ({ by, daysAgo, text: body, files }, index): StoryEvent => ({
      at: calendar(daysAgo),
      play: async (stage) => {
        const { tx, people, jobs, talks } = stage;
        const actor = people.get(keyOf(by));
        if (index === 0) {
          const freelancerId = people.get(freelancerKey).userId;
          const jobId = jobs.get(jobKey);
          const { conversationId } = await openConversation(actor, { jobId, freelancerId }, tx);
          talks.add(key, conversationId);
        }
        const clientId = `demo-${jobKey}-${freelancerKey}-${index}`;
        const fileIds = await sendFiles(stage, actor, "message", files);
        const conversationId = talks.get(key);
        await sendMessage(actor, { conversationId, clientId, body, fileIds }, tx);
      },
    }),
  );
  if (readAgo === null) return written;
  const reader = last.by === "client" ? "freelancer" : "client";
  const read: StoryEvent = {
    at: calendar(readAgo),
    play: async ({ tx, people, talks }) => {
      const conversationId = talks.get(key);
      await markRead(people.get(keyOf(reader)), { conversationId, seq: lines.length }, tx);
      if (!archivedBy) return;
      const isArchived = true;
      await fileConversation(people.get(keyOf(archivedBy)), { conversationId, isArchived }, tx);
    },
  };
  return [...written, read];
}
