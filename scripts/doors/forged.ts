import type { Trace } from "./traces.ts";

type Headers = Readonly<Record<string, string>>;

/** What a forged request adds: every kind of request that Next or a proxy treats specially. */
export const FORGED_HEADERS: Readonly<Record<string, Headers>> = {
  RSC: { rsc: "1" },
  "router prefetch": { rsc: "1", "next-router-prefetch": "1" },
  "router prefetch of a document": { "next-router-prefetch": "1" },
  "router prefetch 2": { "next-router-prefetch": "2" },
  "segment prefetch": {
    rsc: "1",
    "next-router-prefetch": "1",
    "next-router-segment-prefetch": "/_tree",
  },
  "purpose prefetch": { purpose: "prefetch" },
  "x-purpose preview": { "x-purpose": "preview", "x-moz": "prefetch" },
  "sec-purpose prefetch": { "sec-purpose": "prefetch;prerender" },
  "middleware prefetch": { "x-middleware-prefetch": "1" },
  "broken state tree": { rsc: "1", "next-router-state-tree": "%zz{" },
  "middleware subrequest": {
    "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
  },
  "middleware subrequest, in a folder": {
    "x-middleware-subrequest": "src/middleware:src/middleware:src/middleware:src/middleware",
  },
  "middleware override": {
    "x-middleware-override-headers": "cookie",
    "x-middleware-request-cookie": "a=b",
  },
  forwarded: {
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "127.0.0.1",
    "x-real-ip": "127.0.0.1",
    forwarded: "for=127.0.0.1;host=evil.example",
  },
  "matched path": { "x-matched-path": "/admin", "x-nextjs-data": "1" },
  "invoke path": { "x-invoke-path": "/admin", "x-invoke-status": "200" },
  "own headers": { "x-nonce": "abc", "x-workhub-path": "/admin", "x-workhub-time": "0" },
};

/** Headers that a browser sends with a request made by another site's page. */
export const FOREIGN_SITES: Readonly<Record<string, Headers>> = {
  "another site": { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
  "another site, without an origin": { origin: "", "sec-fetch-site": "cross-site" },
  "another site, in an old browser": { origin: "https://evil.example", "sec-fetch-site": "" },
  "another site that a proxy forwards": {
    origin: "https://evil.example",
    "sec-fetch-site": "",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
  },
  "a neighbouring domain": { origin: "https://a.example", "sec-fetch-site": "same-site" },
  "a page without an origin": { origin: "null", "sec-fetch-site": "" },
  "a file": { origin: "file://", "sec-fetch-site": "" },
  "a data address": { origin: "data:", "sec-fetch-site": "" },
  "an empty page": { origin: "about:blank", "sec-fetch-site": "" },
};

/** Fields that no form has, added in the hope that a row is filled from everything that was sent. */
const FORGED_FIELDS: Readonly<Record<string, string>> = {
  role: "admin",
  status: "completed",
  balanceCents: "99999999",
  heldCents: "99999999",
  userId: "usr_00000000000000000000forged",
  clientId: "usr_00000000000000000000forged",
  freelancerId: "usr_00000000000000000000forged",
  ownerId: "usr_00000000000000000000forged",
  authorId: "usr_00000000000000000000forged",
  id: "job_00000000000000000000forged",
  isAdmin: "true",
  createdAt: "2001-01-01T00:00:00Z",
  onboardedAt: "2001-01-01T00:00:00Z",
};

/** The fields to forge: everything that the door itself does not ask for, and the one role that nobody can choose. */
export function forgeries(fields: object): Record<string, string>[] {
  const beside = Object.entries(FORGED_FIELDS).filter(([name]) => !(name in fields));
  return [Object.fromEntries(beside), ...("role" in fields ? [{ role: "admin" }] : [])];
}

const MARKS = ["forged", "99999999", "2001-01-01"];

/**
 * The traces that came from forged fields: a forged value in any row, or a role or status that the same request without
 * them does not lead to. No trace is no fault: the request was refused.
 */
export function findForged(plain: readonly Trace[], forged: readonly Trace[]): string[] {
  const marked = forged.filter(({ row }) =>
    MARKS.some((mark) => JSON.stringify(row).includes(mark)),
  );
  const known = new Set(plain.map(signOf));
  const others = forged.filter((trace) => !known.has(signOf(trace)));
  return [...new Set([...marked, ...others].map(signOf))];
}

function signOf({ table, operation, row }: Trace): string {
  return `${table} ${operation} ${JSON.stringify({ role: row.role, status: row.status })}`;
}
