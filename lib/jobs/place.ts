/** A place in the board's order: after it the list goes on. */
export type Place = {
  /** What the order is by, as a whole number: a time, an amount, a count, or a level with a time. */
  readonly key: number;
  readonly jobId: string;
};

/** A cursor as an address carries it. */
export function formatPlace({ key, jobId }: Place): string {
  return `${key}~${jobId}`;
}

/** A made-up cursor counts as none: the list starts from the beginning. */
export function parsePlace(cursor: string | undefined): Place | null {
  const [, key, jobId] = /^(\d{1,14})~(job_[0-9a-z]{26})$/.exec(cursor ?? "") ?? [];
  return key === undefined || jobId === undefined ? null : { key: Number(key), jobId };
}
