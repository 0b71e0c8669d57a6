import type { Taken } from "./bad-server.ts";

/** What has to be told by mail: about what, to whom, and as how many. */
export type Promised = { readonly about: string; readonly to: string; readonly count: number };

/** From a moment on, in `performance.now()` milliseconds, nothing may be told any more. */
export type Ended = { readonly about: string; readonly to: string; readonly at: number };
export type Stopped = { readonly to: string; readonly topic: string; readonly at: number };

/** What happened, as far as mail follows from it. */
export type Account = {
  readonly promised: Promised[];
  readonly read: Ended[];
  readonly deleted: Ended[];
  /** Words that nobody may see any more. */
  readonly deletedTexts: string[];
  readonly stopped: Stopped[];
};

export type Figures = {
  readonly promised: number;
  readonly delivered: number;
  readonly lost: number;
  /** Taken again under the same Message-ID, because its answer was lost. */
  readonly duplicated: number;
  readonly afterRead: number;
  readonly deletedText: number;
  readonly unsubscribedStillSent: number;
  /** Taken again although its sender knew that it was taken, or written twice. */
  readonly unexcused: number;
};

/** Between the worker's last look and its first word to the server somebody may read, delete or stop. */
const ON_ITS_WAY_MS = 2_000;

/** Compares what the server took with what happened. */
export function judge(taken: readonly Taken[], account: Account): Figures {
  const mails = taken.map((mail) => ({ ...mail, ...readText(mail.data) }));
  const isAbout = (mail: (typeof mails)[number], { about, to }: { about: string; to: string }) =>
    mail.to === to && mail.abouts.has(about);
  const isLate = (mail: Taken, at: number) => mail.begunAt > at + ON_ITS_WAY_MS;
  const countLate = (ended: readonly Ended[]) =>
    mails.filter((mail) => ended.some((end) => isAbout(mail, end) && isLate(mail, end.at))).length;

  const tellings = account.promised.map((promised) => {
    const found = mails.filter((mail) => isAbout(mail, promised) && mail.count === promised.count);
    return new Set(found.map(({ messageId }) => messageId)).size;
  });
  const delivered = tellings.filter((count) => count > 0).length;
  const { duplicated, unexcused } = countAgain(taken);
  return {
    promised: tellings.length,
    delivered,
    lost: tellings.length - delivered,
    duplicated,
    afterRead: countLate(account.read),
    deletedText:
      countLate(account.deleted) +
      mails.filter(({ data }) => account.deletedTexts.some((text) => data.includes(text))).length,
    unsubscribedStillSent: mails.filter((mail) =>
      account.stopped.some(
        ({ to, topic, at }) => mail.to === to && mail.topic === topic && isLate(mail, at),
      ),
    ).length,
    unexcused: unexcused + tellings.filter((count) => count > 1).length,
  };
}

function countAgain(taken: readonly Taken[]) {
  const known = new Map<string, boolean>();
  const figures = { duplicated: 0, unexcused: 0 };
  for (const { messageId, isKnown } of taken) {
    const before = known.get(messageId);
    if (before !== undefined) figures[before ? "unexcused" : "duplicated"] += 1;
    known.set(messageId, isKnown || before === true);
  }
  return figures;
}

function readText(data: string) {
  const links = data.matchAll(
    /\/(?:contracts|inbox|jobs|receipts)\/((?:ctr|cnv|job|pay)_[0-9a-z]{26})/g,
  );
  return {
    abouts: new Set(Array.from(links, ([, about]) => about)),
    topic: /^List-ID: [^<]*<(\w+)\./im.exec(data)?.[1],
    count: Number(/\b(\d+) new (?:messages|proposals)/.exec(data)?.[1] ?? 1),
  };
}
