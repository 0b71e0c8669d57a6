type Head = { get(name: string): string | null };

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/** True for a method that changes something. */
export function isUnsafe(method: string): boolean {
  return !SAFE_METHODS.includes(method);
}

/**
 * True for a change that a browser sends from another site's page. Browsers say so in `Sec-Fetch-Site`; those from
 * before 2023 at least name the page's `Origin`, and one without a host (`null`, `file://`, `data:`) is not ours.
 * Programs send neither and carry nobody's cookies by accident. Like Go's CrossOriginProtection (pkg.go.dev/net/http).
 */
export function isCrossSite(method: string, head: Head, ownHosts: readonly string[]): boolean {
  if (!isUnsafe(method)) return false;
  const site = head.get("sec-fetch-site");
  if (site !== null) return site !== "same-origin" && site !== "none";
  const origin = head.get("origin");
  return origin !== null && !ownHosts.includes(hostOf(origin));
}

/** The host of an origin; empty when it has none, and then it is nobody's. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : "";
}
