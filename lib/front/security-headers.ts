/** How the answer to one request is protected. */
export type Protection = {
  /** Lets this document's scripts run, and no others. */
  readonly nonce: string;
  /** Whether people reach this instance over https. */
  readonly isHttps: boolean;
  readonly isDevelopment: boolean;
  /** Other places that files are sent to. */
  readonly uploadOrigins: readonly string[];
};

/**
 * The headers that every answer carries, whatever was asked and how. An answer that already has one of them keeps its
 * own, stricter one: people's files do.
 */
export function securityHeaders(
  contentType: string,
  protection: Protection,
): Record<string, string> {
  const { isHttps } = protection;
  return {
    "content-security-policy": policyFor(contentType, protection),
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": PERMISSIONS_POLICY,
    "cross-origin-opener-policy": "same-origin",
    // An answer that does not say how long it may be kept is not kept.
    "cache-control": "no-store",
    ...(isHttps ? { "strict-transport-security": "max-age=63072000; includeSubDomains" } : {}),
  };
}

const PERMISSIONS_POLICY = [
  "camera=()",
  "microphone=()",
  "geolocation=()",
  "payment=()",
  "usb=()",
  "browsing-topics=()",
].join(", ");

/** For data that a person opens as if it were a page: nothing in it runs, loads or is framed. */
export const DATA_POLICY =
  "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** A worker takes its policy from its own script. */
const SCRIPT_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** Our icon has a style sheet inside. */
const PICTURE_POLICY = `${DATA_POLICY}; style-src 'unsafe-inline'`;

function policyFor(contentType: string, protection: Protection): string {
  const [type = ""] = contentType.split(";");
  switch (type.trim().toLowerCase()) {
    case "text/html":
      return contentSecurityPolicy(protection);
    case "text/javascript":
    case "application/javascript":
      return SCRIPT_POLICY;
    case "image/svg+xml":
      return PICTURE_POLICY;
    default:
      return DATA_POLICY;
  }
}

/**
 * Styles come only from our own files, so no component may render a `style` attribute on the server (a browser ignores
 * it); values set by scripts are not affected. The exception, allowed by its hash, is the one attribute that React
 * streams. Development adds what the bundler's overlay needs.
 */
export function contentSecurityPolicy({
  nonce,
  isDevelopment,
  uploadOrigins,
}: Omit<Protection, "isHttps">): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    isDevelopment ? "" : `style-src-attr 'unsafe-hashes' '${HIDDEN_HASH}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "worker-src 'self'",
    ["connect-src 'self'", ...uploadOrigins].join(" "),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
    .filter(Boolean)
    .join("; ");
}

/** For `display:none`: React streams parts of a drawing inside an <svg> with this attribute. */
const HIDDEN_HASH = "sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE=";
