import { z } from "zod";
import type { MAIL_RHYTHMS } from "#db/schema";
import type { Id } from "#lib/ids";
import { wholeNumberInput } from "#lib/input";
import { readTimeZone } from "#lib/time-text";
import {
  type NotificationGroup,
  type NotificationKind,
  type NotificationPlace,
  SWITCHED_GROUPS,
} from "./kinds.ts";

export const seePageInput = z.object({ path: z.string().startsWith("/").max(200) });
export type SeePageInput = z.input<typeof seePageInput>;

export const NO_QUIET = "none";

/** A full hour of a day, or none. */
const hourInput = z.union([
  z.null(),
  z.literal(NO_QUIET).transform(() => null),
  wholeNumberInput({ min: 0, max: 23, message: "Choose an hour from the list." }),
]);

const groupsInput = z.array(z.enum(SWITCHED_GROUPS)).default([]);

export const savePreferencesInput = z
  .object({
    bell: groupsInput,
    mail: groupsInput,
    push: groupsInput,
    /** A checkbox, or its value. */
    hasPushDetails: z.union([z.boolean(), z.literal("on").transform(() => true)]).default(false),
    rhythm: z.enum(["single", "daily", "weekly"]),
    quietFrom: hourInput,
    quietUntil: hourInput,
    timeZone: z.string().transform((zone) => readTimeZone(zone)),
  })
  .refine(({ quietFrom, quietUntil }) => (quietFrom === null) === (quietUntil === null), {
    error: "Choose both hours, or none.",
    path: ["quietUntil"],
  });
export type SavePreferencesInput = z.input<typeof savePreferencesInput>;

/** What a person has chosen, or what stands while they have not. */
export type PreferencesView = {
  readonly bellOff: readonly string[];
  readonly mailOff: readonly string[];
  readonly pushOff: readonly string[];
  /** Devices also show amounts, and what was written. */
  readonly hasPushDetails: boolean;
  readonly rhythm: (typeof MAIL_RHYTHMS)[number];
  readonly quietFrom: number | null;
  readonly quietUntil: number | null;
  /** Null until they have chosen. */
  readonly timeZone: string | null;
};

/** What a person was told, as it is read now: with the name and the title of today. */
export type NotificationView = {
  readonly notificationId: Id<"ntf">;
  readonly kind: NotificationKind;
  readonly group: NotificationGroup;
  readonly sentence: string;
  readonly jobTitle: string | null;
  readonly href: NotificationPlace;
  readonly at: Date;
  readonly isUnread: boolean;
};

export type NotificationPage = {
  readonly rows: readonly NotificationView[];
  /** Hand it back as `before`; null on the last page. */
  readonly next: string | null;
};
