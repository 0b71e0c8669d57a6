import { createHmac, timingSafeEqual } from "node:crypto";
import { getEnv } from "#lib/env";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { now } from "#lib/time";

/*
 * The upload links of embedded mode, made as uploadthing makes them: an address with its purpose and expiry, and last
 * an HMAC-SHA256 over all of it (`generateSignedURL` in @uploadthing/shared).
 */

/** Stands in signed links for any address at which people reach this installation. */
const ORIGIN = "http://workhub.invalid";
export const UPLOADS_PATH = "/api/uploadthing";
export const UPLOADS_URL = ORIGIN + UPLOADS_PATH;
export const INGEST_URL = `${UPLOADS_URL}/ingest`;

const SIGNATURE_PREFIX = "hmac-sha256=";

/** What uploadthing is given in embedded mode in place of its cloud's token. */
export function embeddedToken(): string {
  const token = {
    apiKey: uploadKey(),
    appId: "workhub",
    regions: ["embedded"],
    ingestHost: "workhub.invalid",
  };
  return Buffer.from(JSON.stringify(token)).toString("base64");
}

/** A signature like uploadthing's own, over a link or over what the store reports. */
export function signUpload(payload: string): string {
  return SIGNATURE_PREFIX + createHmac("sha256", uploadKey()).update(payload).digest("hex");
}

/** A signed link as the browser gets it: relative, so that it is right behind every proxy. */
export function toRelativeLink(link: string): string {
  return link.startsWith(ORIGIN) ? link.slice(ORIGIN.length) : link;
}

/**
 * Which upload a link is for, and for which purpose.
 *
 * @throws DomainError not_found unless we made exactly this link, upload_expired
 */
export function readUploadLink(address: string): { fileId: Id<"fil">; slug: string } {
  const { pathname, search } = new URL(address);
  const link = new URL(ORIGIN + pathname + search);
  const signature = link.searchParams.get("signature") ?? "";
  link.searchParams.delete("signature");
  const fileId = link.searchParams.get("x-ut-custom-id");
  if (!isEqual(signature, signUpload(link.href)) || !isId("fil", fileId)) {
    throw new DomainError("not_found");
  }
  if (Number(link.searchParams.get("expires")) <= now().getTime()) {
    throw new DomainError("upload_expired");
  }
  return { fileId, slug: link.searchParams.get("x-ut-slug") ?? "" };
}

function isEqual(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function uploadKey(): string {
  const key = createHmac("sha256", getEnv().NEXTAUTH_SECRET)
    .update("workhub uploads")
    .digest("hex");
  return `sk_${key}`;
}
