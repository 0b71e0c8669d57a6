/*
 * A proxy stands in front, but TRUST_PROXY does not say so. Then everyone has the proxy's address, and shares the
 * limits for one address. The server notices it; the log and the admin's page say so. Kept globally, because the front
 * and the pages have separate copies of this file.
 */

declare global {
  var workhubProxyNoticed: boolean | undefined;
}

export const PROXY_NOTICE =
  "A proxy seems to stand in front of WorkHub, but TRUST_PROXY is 0, so all visitors count as one address. Set TRUST_PROXY to the number of proxies, usually 1, and restart.";

/** Remembers that a proxy was seen. True the first time. */
export function noticeProxy(): boolean {
  const isNew = globalThis.workhubProxyNoticed !== true;
  globalThis.workhubProxyNoticed = true;
  return isNew;
}

export function isProxyNoticed(): boolean {
  return globalThis.workhubProxyNoticed === true;
}

/** True for an address that only this machine or one on the same network can have, as a proxy would. */
export function isPrivateAddress(address: string | undefined): boolean {
  const plain = address?.replace(/^::ffff:/, "") ?? "";
  return (
    /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.)/.test(plain) ||
    /^(?:::1$|f[cd]|fe[89ab])/i.test(plain)
  );
}
