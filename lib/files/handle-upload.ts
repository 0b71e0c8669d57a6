import { createRouteHandler } from "uploadthing/server";
import { getEnv } from "#lib/env";
import { DomainError } from "#lib/errors";
import type { Id } from "#lib/ids";
import { createUploadRouter } from "./create-upload-router.ts";
import { nameUploads } from "./name-uploads.ts";
import {
  embeddedToken,
  INGEST_URL,
  signUpload,
  toRelativeLink,
  UPLOADS_PATH,
  UPLOADS_URL,
} from "./read-upload-link.ts";
import type { ReportedUpload } from "./receive-upload.ts";
import type { FileView } from "./schema.ts";

/** A signed link of the answer to "I want to upload this". */
type Begun = { readonly url: string; readonly key: string; readonly customId: string | null };

/**
 * Answers uploadthing's own requests: the configuration (GET), "I want to upload" (POST), and in the cloud mode "it has
 * arrived" (POST with a signature).
 */
export async function handleUpload(request: Request): Promise<Response> {
  const isCloud = getEnv().UPLOADTHING_TOKEN !== undefined;
  // Nobody outside has anything to report to the embedded mode.
  if (!isCloud && request.headers.has("uploadthing-hook")) throw new DomainError("not_found");
  const { handle, refusals } = uploads();
  const response = await handle(request);
  if (refusals.has(request)) throw refusals.get(request);
  const isBegin = new URL(request.url).searchParams.get("actionType") === "upload";
  if (request.method !== "POST" || !isBegin || !response.ok) return response;
  const begun: Begun[] = await response.json();
  if (isCloud) await nameUploads(begun);
  return Response.json(
    begun.map((upload) => ({ ...upload, url: toRelativeLink(upload.url) })),
    { headers: { "cache-control": "no-store" } },
  );
}

/**
 * Tells the router, as the cloud would, that the embedded store has a whole file, and answers what it makes of it.
 * Throws what was thrown there, which uploadthing itself would swallow.
 */
export async function reportUpload(slug: string, upload: ReportedUpload): Promise<FileView> {
  const { handle, outcomes } = uploads();
  const body = JSON.stringify({
    status: "uploaded",
    metadata: {},
    origin: INGEST_URL,
    file: {
      key: upload.fileId,
      customId: upload.fileId,
      name: upload.name,
      size: upload.sizeBytes,
      type: upload.type,
      url: "",
      appUrl: "",
      ufsUrl: "",
      fileHash: "",
    },
  });
  await handle(
    new Request(`${UPLOADS_URL}?slug=${encodeURIComponent(slug)}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "uploadthing-hook": "callback",
        "x-uploadthing-signature": signUpload(body),
      },
      body,
    }),
  );
  const outcome = outcomes.get(upload.fileId);
  outcomes.delete(upload.fileId);
  if (outcome instanceof Error) throw outcome;
  if (!outcome) throw new Error("The router did not say what became of an upload");
  return outcome;
}

type Uploads = {
  readonly handle: (request: Request) => Promise<Response>;
  /** What became of the uploads that are being reported right now. */
  readonly outcomes: Map<Id<"fil">, FileView | Error>;
  /** Why a request was refused. */
  readonly refusals: WeakMap<Request, unknown>;
};

let current: Uploads | undefined;

function uploads(): Uploads {
  current ??= createUploads();
  return current;
}

function createUploads(): Uploads {
  const { UPLOADTHING_TOKEN, NEXTAUTH_URL } = getEnv();
  const outcomes = new Map<Id<"fil">, FileView | Error>();
  const refusals = new WeakMap<Request, unknown>();
  const router = createUploadRouter({
    refused: (request, error) => refusals.set(request, error),
    ended: (fileId, outcome) => {
      if (!UPLOADTHING_TOKEN) outcomes.set(fileId, outcome);
    },
  });
  const common = { isDev: false, logLevel: "Error", logFormat: "json" } as const;
  const config = UPLOADTHING_TOKEN
    ? {
        ...common,
        token: UPLOADTHING_TOKEN,
        callbackUrl: new URL(UPLOADS_PATH, NEXTAUTH_URL ?? "http://localhost:3000").href,
      }
    : {
        ...common,
        token: embeddedToken(),
        ingestUrl: INGEST_URL,
        callbackUrl: UPLOADS_URL,
        // What the cloud would be told stays here: rows know it already.
        fetch: async () => Response.json({ ok: true }),
      };
  return { handle: createRouteHandler({ router, config }), outcomes, refusals };
}
