import { z } from "zod";

/** A task as the queue knows it: its lane, and its key there. */
export const failedTaskInput = z.object({
  lane: z.string().regex(/^[ -~]{1,50}$/),
  key: z.string().regex(/^[ -~]{1,300}$/),
});
export type FailedTaskInput = z.input<typeof failedTaskInput>;

/** A task that has failed and has not been done since. */
export type FailedTaskView = {
  readonly lane: string;
  readonly key: string;
  /** "payments.check" */
  readonly task: string;
  /** What it is about: "pay_…", or nothing for a scheduled task. */
  readonly about: string;
  /** What went wrong the last time. */
  readonly reason: string;
  readonly tries: number;
  /** When the failing task was made. */
  readonly since: Date;
  /** When it is next tried by itself; null when it was given up. */
  readonly nextTryAt: Date | null;
};
