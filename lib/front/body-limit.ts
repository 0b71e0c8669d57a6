/**
 * How the body of a request is handled: held back until it is whole or passed on as it comes, and how long it may be.
 */
export type BodyLimit = { readonly kind: "hold" | "pass"; readonly maxBytes: number };

const KB = 1024;
/** Signing in and out at next-auth's own addresses. */
const CREDENTIALS_MAX_BYTES = 8 * KB;
/** "I want to upload these": names and sizes. */
const UPLOAD_CONTROL_MAX_BYTES = 64 * KB;
/** More than any of our forms or JSON inputs takes. */
export const INPUT_MAX_BYTES = 256 * KB;
/** What uploadthing's browser code wraps around a file. */
const ENVELOPE_BYTES = 16 * KB;

/** How much may be sent to `path`. Only uploads are read while they arrive. */
export function bodyLimitOf(path: string, fileMaxBytes: number): BodyLimit {
  if (path.startsWith("/api/uploadthing/ingest/")) {
    return { kind: "pass", maxBytes: fileMaxBytes + ENVELOPE_BYTES };
  }
  if (path.startsWith("/api/auth/")) return { kind: "hold", maxBytes: CREDENTIALS_MAX_BYTES };
  if (path === "/api/uploadthing") return { kind: "hold", maxBytes: UPLOAD_CONTROL_MAX_BYTES };
  return { kind: "hold", maxBytes: INPUT_MAX_BYTES };
}
