import { DAY_MS } from "#lib/time";

/*
 * What an installed WorkHub keeps on the device, and for how long. Pure rules for the service worker; how it keeps
 * things is in client/.
 */

/** More pages than a person looks up without a connection; beyond that the one longest unread goes. */
export const PAGES_MAX = 80;

/** A session that is not used for this long has ended on the server too. */
export const KEPT_MS = 14 * DAY_MS;

/** A page that was read before is shown as it was when the server has not begun to answer by then. */
export const PATIENCE_MS = 8_000;

/** After what a person did on a page, it is kept again: a moment later, and not more often than this. */
export const SETTLE_MS = 1_500;
export const KEEP_EVERY_MS = 20_000;

/** What may be shared with WorkHub at once. */
export const SHARED_MAX_FILES = 10;
export const SHARED_MAX_BYTES = 60 * 1024 * 1024;

/** The worker's script in the folder of the build that it belongs to. */
export const WORKER_FILE = "service-worker.js";

export const SHARE_PATH = "/share";

const ID = "[0-9a-z]{26}";
/** Pages to read. Forms, settings and the admin's pages need the server. */
const READ_PAGES = [
  "/",
  "/home",
  "/jobs",
  `/jobs/job_${ID}`,
  "/my-jobs",
  "/inbox",
  `/inbox/cnv_${ID}`,
  `/contracts/ctr_${ID}`,
  `/proposals/prp_${ID}`,
  "/wallet",
  "/wallet/receipts/[\\w-]+",
  "/freelancers",
  "/freelancers/[a-z0-9-]+",
  "/clients/[a-z0-9-]+",
].map((path) => new RegExp(`^${path}$`));

/** What a device is told while WorkHub is closed. */
export type PushMessage = {
  /** For whom it is: the mark of their vault (client/vault.ts). */
  readonly mark: string;
  /** A later one with the same tag takes its place. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  /** The page that it leads to, and others that show the same: whoever is there has read it. */
  readonly path: string;
  readonly alsoAt: readonly string[];
};

/** What the worker needs to know of a request. */
export type Asked = {
  readonly method: string;
  readonly mode: string;
  readonly url: URL;
  readonly headers: { get(name: string): string | null };
};

/**
 * What the worker does with a request of a page of ours: answer a page, a file of the build or something shared, or
 * leave it to the browser. Whatever changes something, and everything under /api, is left alone.
 */
export function handlingOf({ method, mode, url }: Asked): "page" | "file" | "shared" | "none" {
  if (method === "POST" && mode === "navigate" && url.pathname === SHARE_PATH) return "shared";
  if (method !== "GET") return "none";
  if (mode === "navigate") return isPage(url.pathname) ? "page" : "none";
  return url.pathname.startsWith("/_next/static/") ? "file" : "none";
}

/** Everything that is opened as a document, except files and answers for programs. */
function isPage(path: string): boolean {
  return !/^\/(?:api|files|_next)\//.test(path) && !/\.\w+$/.test(path);
}

/** True for a page that is kept to be read again without a connection. */
export function isKeptPage(url: URL): boolean {
  return READ_PAGES.some((page) => page.test(url.pathname));
}

/** The name under which a page is kept: its address as the person sees it. */
export function pageName(url: URL): string {
  const query = new URLSearchParams(url.search);
  query.delete("_rsc");
  const text = query.toString();
  return text ? `${url.pathname}?${text}` : url.pathname;
}

/**
 * The page that a request of a script has shown or changed, or null. The router asks for parts of a page; a
 * board for what is opened beside it; an open conversation says what was read and written in it.
 */
export function pageBehind({ method, url, headers }: Asked): string | null {
  const [, opened] = /^\/api(\/jobs\/job_\w+|\/freelancers\/[a-z0-9-]+)$/.exec(url.pathname) ?? [];
  if (method === "GET" && opened) return opened;
  const [, conversation] =
    /^\/api\/conversations\/(cnv_\w+)\/(?:read|messages)$/.exec(url.pathname) ?? [];
  if (method === "POST" && conversation) return `/inbox/${conversation}`;
  const isShown = headers.get("rsc") === "1" && !isAhead(headers);
  return method === "GET" && isShown && isKeptPage(url) ? pageName(url) : null;
}

/** The router fetches ahead what nobody has seen yet. */
function isAhead(headers: Asked["headers"]): boolean {
  return (
    headers.get("next-router-prefetch") !== null ||
    headers.get("next-router-segment-prefetch") !== null
  );
}

/** Where the same can be read when this address was never seen: what is opened beside a list has a page of its own. */
export function otherPageFor({ pathname, searchParams }: URL): string | null {
  const job = pathname === "/jobs" ? searchParams.get("job") : null;
  if (job && /^job_\w+$/.test(job)) return `/jobs/${job}`;
  const person = pathname === "/freelancers" ? searchParams.get("person") : null;
  return person && /^[a-z0-9-]+$/.test(person) ? `/freelancers/${person}` : null;
}

/** The kind of page, for a list of pages. */
export function kindOf(name: string): string {
  const [path = ""] = name.split("?");
  const [, first = "", second] = path.split("/");
  switch (first) {
    case "jobs":
      return second?.startsWith("job_") ? "Job" : "Board";
    case "inbox":
      return second?.startsWith("cnv_") ? "Conversation" : "Inbox";
    case "contracts":
      return "Contract";
    case "proposals":
      return "Proposal";
    case "wallet":
      return second ? "Receipt" : "Wallet";
    case "freelancers":
      return second ? "Profile" : "Freelancers";
    case "clients":
      return "Profile";
    case "my-jobs":
      return "My Jobs";
    case "home":
      return "Home";
    default:
      return "Start page";
  }
}

/** The caches of builds that are no longer needed: this build and the one before it stay, for tabs that are open. */
export function outdatedCaches(names: readonly string[], prefix: string, own: string): string[] {
  const others = names.filter((name) => name.startsWith(prefix) && name !== own);
  return others.slice(0, -1);
}
