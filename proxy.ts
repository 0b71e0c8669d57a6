import { type NextRequest, NextResponse } from "next/server";
import { cloudOrigins } from "#lib/files/cloud-origins";
import { PATH_HEADER, TIME_HEADER } from "#lib/request-headers";

/**
 * Gives every document its own Content-Security-Policy with a fresh nonce, which Next puts on its scripts, and a
 * request id. It guards nothing: who may do what is decided by the use cases and queries.
 */
export function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(
    nonce,
    process.env.NODE_ENV === "development",
    cloudOrigins(process.env.UPLOADTHING_TOKEN),
  );

  const requestId = requestIdFrom(request.headers.get("x-request-id"));
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  headers.set(TIME_HEADER, String(Date.now()));
  headers.set("x-request-id", requestId);
  const response = NextResponse.next({ request: { headers } });

  response.headers.set("content-security-policy", policy);
  response.headers.set("x-request-id", requestId);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "strict-origin-when-cross-origin");
  response.headers.set("permissions-policy", PERMISSIONS_POLICY);
  response.headers.set("cross-origin-opener-policy", "same-origin");
  if (isHttps(request)) {
    response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains");
  }
  return response;
}

/**
 * Not for uploads (a proxy cuts bodies at 10 MB), people's files (large, and with a stricter policy of their own), health
 * checks, static files, or prefetches, which are data and not documents.
 */
export const config = {
  matcher: [
    {
      source:
        "/((?!api/|files/|_next/static|_next/image|icon\\.svg|noscript\\.css|apple-icon\\.png|favicon\\.ico|manifest\\.webmanifest|sw\\.js|robots\\.txt).*)",
      missing: [
        { type: "header", key: "next-router-prefetch" },
        { type: "header", key: "purpose", value: "prefetch" },
      ],
    },
  ],
};

const PERMISSIONS_POLICY = [
  "camera=()",
  "microphone=()",
  "geolocation=()",
  "payment=()",
  "usb=()",
  "browsing-topics=()",
].join(", ");

/**
 * Styles come from our own files only, so no component may render a `style` attribute on the server (a browser
 * ignores it); values set by scripts are not affected. The exceptions are the fixed style sheet that the toast
 * library adds to the head and the one attribute that React streams, allowed by their hashes. Development adds
 * what the bundler's own overlay needs.
 */
export function contentSecurityPolicy(
  nonce: string,
  isDevelopment: boolean,
  uploadOrigins: readonly string[] = [],
): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    isDevelopment
      ? "style-src 'self' 'unsafe-inline'"
      : `style-src 'self' '${EMPTY_HASH}' '${TOAST_STYLES_HASH}'`,
    isDevelopment ? "" : `style-src-attr 'unsafe-hashes' '${HIDDEN_HASH}'`,
    "img-src 'self' blob: data:",
    "font-src 'self'",
    ["connect-src 'self'", ...uploadOrigins].join(" "),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]
    .filter(Boolean)
    .join("; ");
}

/** Of `display:none`: React streams parts of a drawing inside an <svg> with this attribute. */
const HIDDEN_HASH = "sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE=";

/** The toast library adds its style element empty and fills it afterwards. */
const EMPTY_HASH = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

/** Of the style sheet inside sonner 2.0.8; `proxy.test.ts` recomputes it. */
export const TOAST_STYLES_HASH = "sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=";

function requestIdFrom(given: string | null): string {
  return given && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}

function isHttps(request: NextRequest): boolean {
  return (
    request.nextUrl.protocol === "https:" || request.headers.get("x-forwarded-proto") === "https"
  );
}
