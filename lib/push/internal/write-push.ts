import { createHash } from "node:crypto";
import { deviceKeyOf } from "#lib/auth/device-key";
import type { Id } from "#lib/ids";
import { entryOf } from "#lib/notifications/kinds";
import type { Notice } from "#lib/notifications/take-due";
import type { PushMessage } from "#lib/phone/policy";

/** Together they stay below what every push service takes, whatever letters they are. */
const TITLE_MAX = 200;
const BODY_MAX = 300;

/** What a device shows: who and about what; what was written only for people who want that. */
export function writePush(userId: Id<"usr">, notice: Notice): PushMessage {
  const { notificationId, kind, sentence, jobTitle, path, text } = notice;
  return {
    mark: markOf(userId),
    tag: notificationId,
    title: cut(sentence, TITLE_MAX),
    body: cut(text ?? jobTitle ?? "", BODY_MAX),
    path,
    alsoAt: [...(entryOf(kind).alsoAt ?? [])],
  };
}

/** By which a device knows its person, as in lib/phone/client/vault.ts: it says nothing about the key. */
function markOf(userId: Id<"usr">): string {
  return createHash("sha256")
    .update(`mark of ${deviceKeyOf(userId)}`)
    .digest("hex");
}

/** Whole characters only. */
function cut(text: string, max: number): string {
  const characters = [...text];
  return characters.length > max ? `${characters.slice(0, max - 1).join("")}…` : text;
}
