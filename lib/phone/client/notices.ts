/* What pages and their worker tell each other. */

export type NoticeToWorker =
  /** A page was made for the person with this device key, or for nobody, and is open at this address. */
  | { readonly kind: "here"; readonly deviceKey: string; readonly address: string }
  /** The person has this page in front of them; `isAll`: they have read everything that they were told. */
  | { readonly kind: "read"; readonly path: string; readonly isAll: boolean }
  /** The person signs out. */
  | { readonly kind: "forget" }
  /** The worker of this build may take over from the one before it. */
  | { readonly kind: "take-over" }
  /** What was shared with WorkHub goes to this page. Answered on the port. */
  | { readonly kind: "take-shared" };

export type NoticeToPage =
  /** The server no longer has a file of the build that the page belongs to. */
  { readonly kind: "outdated" };

/** What was shared with WorkHub from another app. */
export type SharedThings = { readonly text: string; readonly files: readonly File[] };

export function readNotice(data: unknown): NoticeToWorker | null {
  if (typeof data !== "object" || data === null || !("kind" in data)) return null;
  switch (data.kind) {
    case "forget":
    case "take-over":
    case "take-shared":
      return { kind: data.kind };
    case "read":
      return "path" in data &&
        typeof data.path === "string" &&
        "isAll" in data &&
        typeof data.isAll === "boolean"
        ? { kind: "read", path: data.path, isAll: data.isAll }
        : null;
    case "here":
      return "deviceKey" in data &&
        typeof data.deviceKey === "string" &&
        /^(?:[0-9a-f]{64})?$/.test(data.deviceKey) &&
        "address" in data &&
        typeof data.address === "string" &&
        URL.canParse(data.address)
        ? { kind: "here", deviceKey: data.deviceKey, address: data.address }
        : null;
    default:
      return null;
  }
}
