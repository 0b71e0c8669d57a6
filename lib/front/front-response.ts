import { ServerResponse } from "node:http";
import type { FrontRequest } from "./front-request.ts";
import { type Protection, securityHeaders } from "./security-headers.ts";

/**
 * An answer that cannot leave without its security headers: every way of answering ends in `writeHead`, which adds the
 * missing ones.
 */
export class FrontResponse extends ServerResponse<FrontRequest> {
  #protection: Protection = { nonce: "", isHttps: false, isDevelopment: false, uploadOrigins: [] };

  /** Sets how this answer is protected; until then nothing may run in it. */
  protect(protection: Protection): void {
    this.#protection = protection;
  }

  override writeHead(...args: unknown[]): this {
    const type = String(contentTypeIn(args) ?? this.getHeader("content-type") ?? "");
    if (BARE_TEXT.test(type)) this.setHeader("content-type", `${type}; charset=utf-8`);
    const headers = securityHeaders(type, this.#protection);
    for (const [name, value] of Object.entries(headers)) {
      if (!this.hasHeader(name)) this.setHeader(name, value);
    }
    return Reflect.apply(super.writeHead, this, args);
  }
}

/** Text without a charset: a browser would guess it. */
const BARE_TEXT = /^(?:text\/[^;]+|[^;]+\+xml)$/i;

/** `writeHead` may be given its own headers. */
function contentTypeIn(args: readonly unknown[]): unknown {
  const headers = args.findLast((arg) => arg instanceof Object);
  if (!headers || Array.isArray(headers)) return undefined;
  return Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1];
}
