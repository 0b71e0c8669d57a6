import { z } from "zod";
import type { MAIL_STATES } from "#db/schema";
import type { TaskDefinition } from "#lib/edge/task";
import type { Id } from "#lib/ids";
import { idInput } from "#lib/input";

/** Makes the mails that are due, and sends what waits. */
export const postTask = {
  name: "mail.post",
  lane: "clock",
  input: z.object({}),
} as const satisfies TaskDefinition;

/** Removes mails and notifications that are old. */
export const pruneTask = {
  name: "mail.prune",
  lane: "clock",
  input: z.object({}),
} as const satisfies TaskDefinition;

export const mailInput = z.object({ mailId: idInput("mal") });
export type MailInput = z.input<typeof mailInput>;

export const unsubscribeInput = z.object({ token: z.string().max(200) });
export type UnsubscribeInput = z.input<typeof unsubscribeInput>;

export type MailStatus = (typeof MAIL_STATES)[number];

/** A mail in the outbox, at a glance. */
export type MailRow = {
  readonly mailId: Id<"mal">;
  readonly toAddress: string;
  readonly subject: string;
  readonly status: MailStatus;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
};

export type MailView = MailRow & { readonly body: string };
