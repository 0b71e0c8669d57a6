import { z } from "zod";
import type { Id } from "#lib/ids";
import type { NotificationGroup, NotificationKind, NotificationPlace } from "./kinds.ts";

export const seePageInput = z.object({ path: z.string().startsWith("/").max(200) });
export type SeePageInput = z.input<typeof seePageInput>;

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
