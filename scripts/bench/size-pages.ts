import { listContracts, listHolds } from "#lib/contracts/queries/contracts";
import { getInboxStanding } from "#lib/conversations/queries/inbox";
import { getJob, listClosedJobs, listMatchingJobs, listOpenJobs } from "#lib/jobs/queries/jobs";
import { NO_FILTER } from "#lib/payments/history-filter";
import { listHistory } from "#lib/payments/queries/history";
import { exportHistory } from "#lib/payments/queries/history-export";
import { getAvailable, getHistoryScope, getWallet } from "#lib/payments/queries/wallet";
import {
  listEndedProposals,
  listOutdatedProposals,
  listPendingProposals,
  listProposals,
} from "#lib/proposals/queries";
import type { ProposalSort } from "#lib/proposals/schema";
import { readWorkSearch } from "#lib/search/queries/work-search";
import type { Subjects } from "./size-fill.ts";

/** What a page asks for; `places` has where lists go on, taken from the middle of them. */
export type Load = (of: Subjects, places: Places) => Promise<unknown>;

/** Places far down the lists of one size. */
export type Places = {
  readonly done: string;
  readonly pending: string;
  readonly ended: string;
  readonly proposals: Record<ProposalSort, string>;
  readonly payer: string;
  readonly payee: string;
};

const period = "2026-03";

export const PAGES: Readonly<Record<string, Load>> = {
  "my-jobs-client": ({ client }) => clientWork({ client }, ""),
  "my-jobs-client-later": ({ client }, { done }) => listContracts(client, { after: done }),
  "my-jobs-client-search": ({ client }) => clientWork({ client }, "number shop"),
  "my-jobs-freelancer": ({ freelancer }) => freelancerWork({ freelancer }, ""),
  "my-jobs-freelancer-later": ({ freelancer }, { pending, ended }) =>
    Promise.all([
      listPendingProposals(freelancer, { after: pending }),
      listEndedProposals(freelancer, { after: ended, limit: 10 }),
    ]),
  "my-jobs-freelancer-search": ({ freelancer }) => freelancerWork({ freelancer }, "number"),
  "home-client": ({ client }) =>
    Promise.all([
      listContracts(client),
      listOpenJobs(client),
      getWallet(client),
      getInboxStanding(client),
    ]),
  "home-freelancer": ({ freelancer }) =>
    Promise.all([
      listContracts(freelancer),
      listOutdatedProposals(freelancer),
      listPendingProposals(freelancer, { limit: 1 }),
      listMatchingJobs(freelancer, 6),
      getWallet(freelancer),
      getInboxStanding(freelancer),
    ]),
  "proposals-newest": proposals("newest"),
  "proposals-price": proposals("price"),
  "proposals-timeline": proposals("timeline"),
  "proposals-rating": proposals("rating"),
  "proposals-newest-later": proposals("newest", true),
  "proposals-price-later": proposals("price", true),
  "proposals-timeline-later": proposals("timeline", true),
  "proposals-rating-later": proposals("rating", true),
  "wallet-figures-payer": ({ payer }) => getWallet(payer),
  "wallet-figures-payee": ({ payee }) => getWallet(payee),
  "wallet-held": ({ payer }) => listHolds(payer),
  "wallet-payer": ({ payer }) => listHistory(payer),
  "wallet-payee": ({ payee }) => listHistory(payee),
  "wallet-payer-later": ({ payer }, places) => listHistory(payer, { cursor: places.payer }),
  "wallet-payee-later": ({ payee }, places) => listHistory(payee, { cursor: places.payee }),
  "wallet-contract": ({ payee, contractId }) =>
    listHistory(payee, { filter: { ...NO_FILTER, contractId } }),
  "wallet-kind": ({ payee }) => listHistory(payee, { filter: { ...NO_FILTER, kind: "released" } }),
  "wallet-rare-kind": ({ payee }) =>
    listHistory(payee, { filter: { ...NO_FILTER, kind: "corrected" } }),
  "wallet-period": ({ payee }) => listHistory(payee, { filter: { ...NO_FILTER, period } }),
  "wallet-filters": async ({ payee }) =>
    getHistoryScope(payee, "UTC", { search: await readWorkSearch("number 7") }),
};

async function clientWork({ client }: Pick<Subjects, "client">, q: string) {
  const search = await readWorkSearch(q);
  return Promise.all([
    listContracts(client, { search }),
    listOpenJobs(client, { search }),
    listClosedJobs(client, { search }),
  ]);
}

async function freelancerWork({ freelancer }: Pick<Subjects, "freelancer">, q: string) {
  const search = await readWorkSearch(q);
  return Promise.all([
    listContracts(freelancer, { search }),
    listOutdatedProposals(freelancer, { search }),
    listPendingProposals(freelancer, { search }),
    listEndedProposals(freelancer, { limit: 10, search }),
  ]);
}

function proposals(sort: ProposalSort, isLater = false): Load {
  return ({ jobOwner, jobId }, places) =>
    Promise.all([
      getJob(jobOwner, jobId),
      listProposals(jobOwner, jobId, isLater ? { sort, after: places.proposals[sort] } : { sort }),
      getAvailable(jobOwner),
    ]);
}

/** Goes halfway down every list. */
export async function findPlaces(of: Subjects, share: number): Promise<Places> {
  const { client, freelancer, jobOwner, jobId } = of;
  const pages = (count: number) => Math.max(1, Math.round(count * share));
  const limit = Math.max(2, Math.round(100 * share));
  const place = (sort: ProposalSort) =>
    walk(pages(50), (after) => listProposals(jobOwner, jobId, { sort, after, limit }));
  const history = (actor: Subjects["payer"]) =>
    walk(pages(250), async (cursor) => {
      const { nextCursor } = await listHistory(actor, { cursor, limit: 2 * limit });
      return { next: nextCursor };
    });
  return {
    done: await walk(pages(17), async (after) => {
      const { nextDone } = await listContracts(client, { after, limit });
      return { next: nextDone };
    }),
    pending: await walk(pages(2), (after) => listPendingProposals(freelancer, { after, limit })),
    ended: await walk(pages(10), (after) => listEndedProposals(freelancer, { after, limit })),
    proposals: {
      newest: await place("newest"),
      price: await place("price"),
      timeline: await place("timeline"),
      rating: await place("rating"),
    },
    payer: await history(of.payer),
    payee: await history(of.payee),
  };
}

async function walk(
  pages: number,
  load: (after: string | undefined) => Promise<{ next: string | null }>,
): Promise<string> {
  let after: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const { next } = await load(after);
    if (next === null) break;
    after = next;
  }
  if (after === undefined) throw new Error("A list has only one page");
  return after;
}

/** How many milliseconds a thousand rows of a whole export take. */
export async function measureExport({ payee }: Subjects): Promise<number> {
  const start = performance.now();
  let lines = 0;
  for await (const piece of await exportHistory(payee)) lines += piece.split("\r\n").length - 1;
  return ((performance.now() - start) / lines) * 1000;
}
