import {
  createRouteHandler,
  createUploadthing,
  type FileRouter,
  UTFiles,
} from "uploadthing/server";
import { findRequestSession } from "#lib/auth/request-session";
import { asVerified } from "#lib/auth/verified";
import { getEnv } from "#lib/env";
import { DomainError } from "#lib/errors";
import { type Id, isId } from "#lib/ids";
import { log } from "#lib/log";
import { beginUploads, nameUploads } from "./begin-uploads.ts";
import { finishUpload } from "./finish-upload.ts";
import {
  embeddedToken,
  INGEST_URL,
  signUpload,
  toRelativeLink,
  UPLOADS_PATH,
  UPLOADS_URL,
} from "./internal/upload-link.ts";
import { type FilePurpose, fileMbOf, filesMaxOf, isForPictures, UPLOAD_HOURS } from "./policy.ts";
import type { ReportedUpload } from "./receive-upload.ts";
import { type FileView, uploadExtrasInput } from "./schema.ts";

/** A signed link from the answer to "I want to upload this". */
type Begun = { readonly url: string; readonly key: string; readonly customId: string | null };

/**
 * Answers uploadthing's own requests: the configuration (GET), "I want to upload" (POST), and in cloud mode "it has
 * arrived" (POST with a signature).
 */
export async function handleUpload(asked: Request): Promise<Response> {
  const isCloud = getEnv().UPLOADTHING_TOKEN !== undefined;
  // Nobody outside has anything to report in embedded mode.
  const isReport = asked.headers.has("uploadthing-hook");
  if (!isCloud && isReport) throw new DomainError("not_found");
  const isOurs = asked.method === "POST" && !isReport;
  // The headers tell who is asking, so nobody else's body is read.
  if (isOurs && !(await findRequestSession(asked))) throw new DomainError("not_signed_in");
  const { handle, refusals } = uploads();
  const request = isOurs ? await wellFormed(asked) : asked;
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

/** Uploadthing makes a link from what it is told, which a lone surrogate in it would break. */
async function wellFormed(request: Request): Promise<Request> {
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  const body = mendText(await request.text());
  return new Request(request.url, { method: request.method, headers, body });
}

/** Text that is not JSON stays as it is: uploadthing refuses it. */
function mendText(text: string): string {
  const mend = (_: string, value: unknown) =>
    typeof value === "string" ? value.toWellFormed() : value;
  try {
    return JSON.stringify(JSON.parse(text, mend));
  } catch {
    return text;
  }
}

/**
 * Tells the router, as the cloud would, that the embedded store has a whole file, and returns the router's result.
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
  /** What became of the uploads that are being reported now. */
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
  // What it calls an error is a request that it cannot read; our own errors are logged where they are thrown.
  const common = { isDev: false, logLevel: "Fatal", logFormat: "json" } as const;
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
        // What the cloud would be told stays here: the rows know it already.
        fetch: async () => Response.json({ ok: true }),
      };
  return { handle: createRouteHandler({ router, config }), outcomes, refusals };
}

/** Hears what is thrown in here, which uploadthing would keep to itself. */
type UploadEvents = {
  /** This request was refused, or could not be answered. */
  refused(request: Request, error: unknown): void;
  /** What became of an upload that has arrived. */
  ended(fileId: Id<"fil">, outcome: FileView | Error): void;
};

/**
 * The file router of both modes: one endpoint for each purpose. It only passes on: `beginUploads` decides who may
 * upload what, and `finishUpload` decides what has arrived. The session is read from the request itself, because
 * uploadthing runs this outside the request's context.
 */
function createUploadRouter(events: UploadEvents) {
  return {
    message: endpoint("message", events),
    submission: endpoint("submission", events),
    dispute: endpoint("dispute", events),
    job: endpoint("job", events),
    proposal: endpoint("proposal", events),
    avatar: endpoint("avatar", events),
    portfolio: endpoint("portfolio", events),
  } satisfies FileRouter & Record<FilePurpose, unknown>;
}

function endpoint(purpose: FilePurpose, events: UploadEvents) {
  const limits = {
    maxFileSize: sizeOf(fileMbOf(purpose, getEnv().FILE_MB)),
    maxFileCount: filesMaxOf(purpose),
    contentDisposition: "attachment" as const,
    acl: "private" as const,
  };
  const upload = createUploadthing();
  return upload(isForPictures(purpose) ? { image: limits } : { blob: limits }, {
    presignedURLTTL: `${UPLOAD_HOURS}h`,
  })
    .input(uploadExtrasInput)
    .middleware(async ({ req, files, input }) => {
      const declared = files.map(({ name, size, type }, index) => {
        const sha256 = input?.sha256[index];
        return { name, type, sizeBytes: size, ...(sha256 ? { sha256 } : {}) };
      });
      try {
        const session = await findRequestSession(req);
        if (!session) throw new DomainError("not_signed_in");
        // The pictures of a profile; everything else is for others.
        if (!isForPictures(purpose)) asVerified(session.actor, session);
        const begun = await beginUploads(session.actor, { purpose, files: declared });
        return {
          [UTFiles]: files.map((file, index) => ({ ...file, ...nameOf(begun[index]) })),
        };
      } catch (error) {
        events.refused(req, error);
        throw error;
      }
    })
    .onUploadComplete(async ({ file }): Promise<FileView | undefined> => {
      const fileId = file.customId;
      if (!isId("fil", fileId)) throw new Error("An upload came back without its id");
      try {
        const view = await finishUpload(fileId, file.key);
        events.ended(fileId, view);
        return view;
      } catch (error) {
        log.info({ err: error, fileId }, "An upload was not kept");
        events.ended(fileId, error instanceof Error ? error : new Error("An upload failed"));
        return undefined;
      }
    });
}

function nameOf(begun: { fileId: Id<"fil">; name: string } | undefined) {
  if (!begun) throw new Error("There are more files than uploads");
  return { name: begun.name, customId: begun.fileId };
}

/** Guarantee: uploadthing reads any whole number of megabytes; its type names only powers of two. */
function sizeOf(megabytes: number): "32MB" {
  return `${megabytes}MB` as "32MB";
}
