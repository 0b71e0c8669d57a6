import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { ADDRESS_HEADER, clientAddress } from "#lib/auth/address";
import { PATH_HEADER, TIME_HEADER } from "#lib/edge/request-headers";
import { type AnswerCode, sentenceOf } from "#lib/errors";
import { log, requestIdFrom, withRequestId } from "#lib/log";
import { answerPlainly } from "./answer-plainly.ts";
import { withoutBrokenCallback } from "./auth-cookies.ts";
import { bodyLimitOf } from "./body-limit.ts";
import { findBodyFault } from "./check-body.ts";
import { ALLOWED_METHODS, findFault } from "./check-request.ts";
import { isCrossSite, isUnsafe } from "./cross-site.ts";
import { type Arrival, FrontRequest } from "./front-request.ts";
import { FrontResponse } from "./front-response.ts";
import type { KnownAddresses } from "./known-addresses.ts";
import { isPrivateAddress, noticeProxy, PROXY_NOTICE } from "./proxy-notice.ts";
import { contentSecurityPolicy, securityHeaders } from "./security-headers.ts";

export type FrontSettings = {
  readonly isDevelopment: boolean;
  /** The address at which people reach this instance, as the operator says. */
  readonly publicAddress: string | undefined;
  /** How many of our own proxies stand in front (TRUST_PROXY); their headers are trusted. */
  readonly proxies: number;
  readonly fileMaxBytes: number;
  /** Other places that files are sent to. */
  readonly uploadOrigins: readonly string[];
  /** How long to wait for a whole body. */
  readonly bodyPatienceMs: number;
  readonly known: KnownAddresses;
};

export type FrontServer = Server<typeof FrontRequest, typeof FrontResponse>;
export type Answer = (request: FrontRequest, response: FrontResponse) => Promise<void>;

/** On everything passed on to the framework, which sends it along when it asks this server itself. */
const OWN_HEADER = "x-workhub-own";
/** Anyone can ask for a path of thousands of characters. */
const LOGGED_PATH_MAX_CHARS = 200;
const HEAD_PATIENCE_MS = 20_000;
const CHECK_MS = 2_000;
/**
 * After an answer that did not wait for the whole body, the rest may still arrive, unread, for this long before we hang
 * up.
 */
const LINGER_MS = 2_000;

/**
 * The server in front of the framework: it sees every request first and every answer last. It refuses malformed
 * requests, with a sentence, before it reads a byte of their body. What goes on carries only trustworthy headers, and
 * nothing leaves without its security headers.
 */
export function createFront(settings: FrontSettings, answer: Answer): FrontServer {
  const front = new Front(settings, answer);
  const options = {
    IncomingMessage: FrontRequest,
    ServerResponse: FrontResponse,
    headersTimeout: HEAD_PATIENCE_MS,
    connectionsCheckingInterval: CHECK_MS,
  };
  const server = createServer(
    options,
    (request, response) => void front.receive(request, response),
  );
  server.on("checkContinue", (request, response) => void front.receive(request, response, true));
  const refuse = (socket: Duplex, code: AnswerCode) =>
    refuseRaw(socket, code, isReachedByHttps(settings));
  server.on("connect", (_request, socket: Duplex) => refuse(socket, "method_not_allowed"));
  server.on("clientError", (error, socket) => refuse(socket, codeOf(error)));
  return server;
}

class Front {
  readonly #settings: FrontSettings;
  readonly #answer: Answer;
  /** Known only to this server: a request that carries it was sent to us by the framework. */
  readonly #mark = secretText();

  constructor(settings: FrontSettings, answer: Answer) {
    this.#settings = settings;
    this.#answer = answer;
  }

  /** Answers one request. `isAsking`: the client waits for our word before it sends the body. */
  async receive(request: FrontRequest, response: FrontResponse, isAsking = false): Promise<void> {
    hangUpOnRest(request, response);
    const nonce = secretText();
    const requestId = requestIdFrom({ get: (name) => textOf(request.headers[name]) });
    response.setHeader("x-request-id", requestId);
    const { isDevelopment, uploadOrigins } = this.#settings;
    response.protect({ nonce, isHttps: this.#isHttps(request), isDevelopment, uploadOrigins });
    const refuse = (code: AnswerCode) => {
      const { method } = request;
      const path = pathOf(request).slice(0, LOGGED_PATH_MAX_CHARS);
      log.info({ requestId, code, method, path }, "A request was refused at the front");
      refuseRequest(request, response, code, requestId);
    };

    const refusal = this.#refusalOf(request);
    if (refusal) return refuse(refusal);
    this.#prepare(request, nonce, requestId);
    if (isAsking) response.writeContinue();
    const arrival = await this.#takeBody(request);
    if (arrival === "broken_off") return;
    if (arrival !== "whole") return refuse(ARRIVALS[arrival]);
    const fault = await findFaultIn(request, this.#settings.known.isAction);
    if (fault) return refuse(fault);
    await withRequestId(requestId, async () => {
      try {
        await this.#answer(request, response);
      } catch (error) {
        // Nobody is left to answer, and nothing is wrong here.
        if (request.destroyed && !request.complete) return;
        log.error({ err: error }, "A request could not be answered");
        refuseRequest(request, response, "unexpected", requestId);
      }
    });
  }

  #isHttps({ headers }: FrontRequest): boolean {
    const isForwarded = headers["x-forwarded-proto"] === "https";
    return (this.#settings.proxies > 0 && isForwarded) || isReachedByHttps(this.#settings);
  }

  /** Why a request is refused, as far as that is known before its body. */
  #refusalOf(request: FrontRequest): AnswerCode | null {
    const { method = "", url = "", headers } = request;
    const fault = findFault(method, url, headers);
    if (fault) return fault;
    if (isCrossSite(method, { get: (name) => textOf(headers[name]) }, this.#ownHosts(request))) {
      return "cross_site";
    }
    const kind = this.#settings.known.kindOf(pathOf(request));
    if (method === "OPTIONS" && kind !== "route") return "method_not_allowed";
    // Nothing that only reads accepts a body.
    if (!isUnsafe(method)) return hasBody(request) ? "malformed" : null;
    if (kind === null) return "not_found";
    if (kind === "page" && method !== "POST") return "method_not_allowed";
    const actionId = textOf(headers["next-action"]);
    if (actionId !== null && !this.#settings.known.isAction(actionId)) return "outdated_form";
    const { maxBytes } = bodyLimitOf(pathOf(request), this.#settings.fileMaxBytes);
    return Number(headers["content-length"] ?? 0) > maxBytes ? "body_too_large" : null;
  }

  /** The names by which this instance is reached: the one that was asked for, and the one that the operator set. */
  #ownHosts({ headers }: FrontRequest): string[] {
    const { publicAddress } = this.#settings;
    return [headers.host ?? "", publicAddress ? new URL(publicAddress).host : ""].filter(Boolean);
  }

  /** Removes or replaces every header that only we can know. */
  #prepare(request: FrontRequest, nonce: string, requestId: string): void {
    const { headers } = request;
    const { proxies, isDevelopment, uploadOrigins } = this.#settings;
    const { remoteAddress } = request.socket;
    const address = clientAddress(remoteAddress, headers["x-forwarded-for"], proxies);
    if (proxies === 0) dropForwarded(request, headers[OWN_HEADER] === this.#mark);
    headers[OWN_HEADER] = this.#mark;
    if (this.#settings.known.kindOf(pathOf(request)) !== "route") {
      for (const name of CONDITIONS) delete headers[name];
    }
    if (pathOf(request).startsWith("/api/auth/") && headers.cookie) {
      headers.cookie = withoutBrokenCallback(headers.cookie);
    }
    headers[ADDRESS_HEADER] = address ?? "";
    headers[PATH_HEADER] = shownAddress(request);
    headers[TIME_HEADER] = String(Date.now());
    headers["x-request-id"] = requestId;
    headers["x-nonce"] = nonce;
    headers["content-security-policy"] = contentSecurityPolicy({
      nonce,
      isDevelopment,
      uploadOrigins,
    });
    // Next compares the two itself, but knows only the name that a proxy uses internally, and answers 500. We have
    // already compared them.
    const host = textOf(headers["x-forwarded-host"])?.split(",")[0]?.trim() ?? headers.host;
    if (isUnsafe(request.method ?? "") && host) headers.origin = `http://${host}`;
  }

  async #takeBody(request: FrontRequest): Promise<Arrival> {
    if (!isUnsafe(request.method ?? "")) return "whole";
    const { kind, maxBytes } = bodyLimitOf(pathOf(request), this.#settings.fileMaxBytes);
    if (kind === "pass") {
      request.pass(maxBytes);
      return "whole";
    }
    return request.hold(maxBytes, this.#settings.bodyPatienceMs);
  }
}

/** 128 bits that nobody can guess. */
function secretText(): string {
  return randomBytes(16).toString("base64url");
}

function isReachedByHttps({ publicAddress }: FrontSettings): boolean {
  return publicAddress?.startsWith("https://") ?? false;
}

const ARRIVALS = {
  too_large: "body_too_large",
  too_slow: "too_slow",
  no_room: "overloaded",
} as const satisfies Record<Exclude<Arrival, "whole" | "broken_off">, AnswerCode>;

/**
 * Conditions and ranges that only our files support. For a static file that cannot meet one of these, Next answers 500;
 * a server may ignore a range (RFC 9110, 14.2).
 */
const CONDITIONS = ["range", "if-range", "if-match", "if-unmodified-since"];

/** Headers that anyone can write, but only our own proxy may. */
const FORWARDED = [
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-proto",
];

/**
 * Nobody knows who wrote these, so nothing may read them, but their presence may reveal a proxy. Not on our own
 * requests: where a form leads to another page, Next asks this server for it as a proxy would.
 */
function dropForwarded({ headers, socket }: FrontRequest, isOwn: boolean): void {
  for (const name of FORWARDED) {
    if (headers[name] === undefined) continue;
    delete headers[name];
    if (isOwn || !isPrivateAddress(socket.remoteAddress)) continue;
    if (noticeProxy()) log.warn(PROXY_NOTICE);
  }
}

function refuseRequest(
  request: FrontRequest,
  response: FrontResponse,
  code: AnswerCode,
  requestId: string,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, headers, body } = answerPlainly(code, request.headers.accept, requestId);
  if (code === "method_not_allowed") response.setHeader("allow", ALLOWED_METHODS);
  // Tells Next's scripts that the build is outdated, and that they are not at fault.
  if (code === "outdated_form") response.setHeader("x-nextjs-action-not-found", "1");
  response.writeHead(status, headers).end(body);
}

/** For when there is no request to answer: what arrived was not HTTP, or came too late. */
function refuseRaw(socket: Duplex, code: AnswerCode, isHttps: boolean): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { status, headers, body } = answerPlainly(code, undefined, randomUUID());
  const protection = { nonce: "", isHttps, isDevelopment: false, uploadOrigins: [] };
  const all = { ...securityHeaders("", protection), ...headers, connection: "close" };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${reasonOf(code)}\r\n${lines.join("")}\r\n${body}`);
}

function reasonOf(code: AnswerCode): string {
  return sentenceOf(code).split(".")[0] ?? code;
}

/** Node's name for what it could not read. */
function codeOf(error: Error): AnswerCode {
  switch ("code" in error ? error.code : "") {
    case "HPE_HEADER_OVERFLOW":
      return "header_too_large";
    case "HPE_INVALID_METHOD":
      return "method_unknown";
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return "too_slow";
    default:
      return "malformed";
  }
}

function hangUpOnRest(request: FrontRequest, response: FrontResponse): void {
  response.once("finish", () => {
    if (request.complete) return;
    setTimeout(() => {
      if (!request.complete) request.socket.destroy();
    }, LINGER_MS).unref();
  });
}

/** What is wrong with a body that was held back; a sound one is passed on. */
async function findFaultIn(
  request: FrontRequest,
  isAction: KnownAddresses["isAction"],
): Promise<AnswerCode | null> {
  const { headers, body } = request;
  if (body === null) return null;
  const fault = await findBodyFault(body, {
    contentType: headers["content-type"] ?? "",
    actionId: textOf(headers["next-action"]),
    isAction,
  });
  request.release(fault === null);
  return fault;
}

function hasBody({ headers }: FrontRequest): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function pathOf({ url = "" }: FrontRequest): string {
  return url.split("?", 1)[0] ?? "";
}

/** The address in the browser's address bar: without the parameter that the router's own requests carry. */
function shownAddress({ url = "/" }: FrontRequest): string {
  const [path = "/", ...rest] = url.split("?");
  const fields = rest.join("?").split("&");
  const query = fields.filter((field) => !/^_rsc(?:=|$)/.test(field)).join("&");
  return query === "" ? path : `${path}?${query}`;
}

function textOf(value: string | string[] | undefined): string | null {
  return value === undefined ? null : String(value);
}
