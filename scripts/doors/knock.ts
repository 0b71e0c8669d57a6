import { Agent, type IncomingHttpHeaders, request } from "node:http";

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type Knock = {
  readonly method?: string;
  readonly path: string;
  /** An empty header is left out. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** The answer does not end by itself: its beginning is enough. */
  readonly isEndless?: boolean;
};

/** What a browser adds to a request from one of our own pages. */
export const SAME_SITE = { "sec-fetch-site": "same-origin" };

const PATIENCE_MS = 60_000;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/**
 * One HTTP request, sent exactly as given: no normalised path, no added header. An answer that is not HTTP, or none at
 * all, has the status 0.
 */
export function knock(address: string, knocked: Knock): Promise<Answer> {
  const { hostname, port } = new URL(address);
  const { method = "GET", path, headers = {}, body, isEndless = false } = knocked;
  const given = Object.entries({ host: `${hostname}:${port}`, ...headers });
  const sentHeaders = Object.fromEntries(given.filter(([, value]) => value !== ""));
  return new Promise((resolve) => {
    const sent = request(
      { agent, hostname, port, method, path, headers: sentHeaders },
      (response) => {
        const parts: Buffer[] = [];
        const finish = () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts).toString("utf8"),
          });
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", finish);
        response.on("error", finish);
        if (isEndless && response.statusCode === 200) {
          finish();
          sent.destroy();
        }
      },
    );
    sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error("No answer in time")));
    sent.on("error", (error) => resolve({ status: 0, headers: {}, body: error.message }));
    sent.end(body);
  });
}

const ID = /(usr|ses|job|prp|ctr|sub|rev|evt|pay|prt|cnv|rpt|fil)_[0-9a-z]{26}/g;

/** The same path or value with ids that nobody has: asks for something that does not exist. */
export function withoutObject(text: string): string {
  return text.replace(ID, (_, prefix: string) => `${prefix}_00000000000000000000000000`);
}

/**
 * The parts of an answer that can reveal whether something exists: its status, where it leads, and its words. For a
 * page, these are the words that a person sees in the end, in any order: its parts arrive in any order, and what stands
 * in for one that comes later is there or not as it happens.
 */
export function compared({ status, headers, body }: Answer): string {
  const leadsTo = headers.location ?? headers["x-action-redirect"] ?? "";
  const isPage = headers["content-type"]?.startsWith("text/html") ?? false;
  const words = isPage ? visibleWords(body) : body;
  return withoutMoments(`${status} ${leadsTo}\n${words}`);
}

/**
 * React marks where a part begins and ends, one in another: `<!--$-->` the part itself, `<!--$?-->` what stands in for one
 * that comes later, `<!--$!-->` for one that failed, and `<!--/$-->` the end of each.
 */
function withoutStandIns(html: string): string {
  const open: string[] = [];
  const kept: string[] = [];
  for (const piece of html.split(/(<!--\/?\$[?!~]?-->)/)) {
    if (piece === "<!--/$-->") open.pop();
    else if (piece.startsWith("<!--$")) open.push(piece);
    else if (open.every((mark) => mark === "<!--$-->")) kept.push(piece);
  }
  return kept.join("");
}

function visibleWords(html: string): string {
  const text = withoutStandIns(html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, "")).replace(
    /<!--[\s\S]*?-->/g,
    "",
  );
  const words = text.split(/<[^>]*>/).flatMap((part) => (part.trim() ? [part.trim()] : []));
  return words.sort().join("\n");
}

function withoutMoments(text: string): string {
  return text
    .replace(ID, "ID")
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "UUID")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "MOMENT");
}

/** The headers that every answer must have and that this one lacks. */
export function missingHeaders({ status, headers }: Answer): string[] {
  if (status === 0) return [];
  const missing: string[] = [];
  const policy = String(headers["content-security-policy"] ?? "");
  const isBound = /frame-ancestors 'none'/.test(policy) && /(?:default|script)-src/.test(policy);
  if (!isBound && !/\bsandbox\b/.test(policy)) missing.push("content-security-policy");
  if (headers["x-content-type-options"] !== "nosniff") missing.push("x-content-type-options");
  return missing;
}
