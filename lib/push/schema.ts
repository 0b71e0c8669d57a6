import { z } from "zod";
import type { TaskDefinition } from "#lib/edge/task";
import { isPushEndpoint } from "./policy.ts";

/** Tells devices what is due. */
export const pushTask = {
  name: "push.tell",
  lane: "clock",
  input: z.object({}),
} as const satisfies TaskDefinition;

/** What a browser says of itself: where it is told, and the keys for which that is sealed (RFC 8291). */
export const subscribeInput = z.object({
  endpoint: z.string().refine(isPushEndpoint, "That is not the address of a push service."),
  keys: z.object({
    // A point of P-256 without compression: 65 bytes that begin with 4.
    p256dh: z.string().regex(/^B[\w-]{86}=?$/, "That is not a key of a browser."),
    auth: z.string().regex(/^[\w-]{22}(?:==)?$/, "That is not a secret of a browser."),
  }),
});
export type SubscribeInput = z.input<typeof subscribeInput>;
