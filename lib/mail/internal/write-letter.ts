import { houseName } from "#lib/house";
import { entryOf, GROUPS, STOPPABLE } from "#lib/notifications/kinds";
import type { Due, Notice } from "#lib/notifications/take-due";
import { absolute } from "#lib/site";
import type { Letter } from "../render-mail.ts";
import { signSubscription } from "../sign-subscription.ts";

/** The letter about one thing. */
export function writeLetter({ userId }: Pick<Due, "userId">, notice: Notice): Letter {
  const { kind, group, sentence, jobTitle, path } = notice;
  const { todo, button } = entryOf(kind);
  const url = absolute(path);
  return {
    subject: jobTitle === null ? sentence : `${sentence} · ${jobTitle}`,
    todo,
    lines: [{ sentence, jobTitle, url }],
    button: { label: button, url },
    why:
      group === "security"
        ? `${houseName()} always writes to you about the security of your account.`
        : `${houseName()} tells you by e-mail of: ${GROUPS[group].toLowerCase()}.`,
    stopUrl: stopUrlOf(userId, group),
    settingsUrl: absolute("/settings"),
  };
}

/** The letter about everything of a day or a week. */
export function writeTogether({ userId }: Pick<Due, "userId">, notices: readonly Notice[]): Letter {
  const count = notices.length;
  return {
    subject:
      count === 1
        ? `1 thing on ${houseName()}: ${notices[0]?.sentence}`
        : `${count} things on ${houseName()}`,
    todo:
      count === 1
        ? "This happened since the last mail."
        : "These things happened since the last mail.",
    lines: notices.map(({ sentence, jobTitle, path }) => ({
      sentence,
      jobTitle,
      url: absolute(path),
    })),
    button: { label: "See your notifications", url: absolute("/notifications") },
    why: "You get what you are told together, as you have chosen.",
    stopUrl: stopUrlOf(userId, "together"),
    settingsUrl: absolute("/settings"),
  };
}

/** Where mail of this topic is stopped, by the page that asks or by one request; null for what cannot be. */
export function stopUrlOf(
  userId: Due["userId"],
  topic: string,
  place: "/unsubscribe" | "/api/unsubscribe" = "/unsubscribe",
): string | null {
  const group = STOPPABLE.find((each) => each === topic);
  return group ? absolute(`${place}/${signSubscription({ userId, group })}`) : null;
}
