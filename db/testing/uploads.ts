import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import type { VerifiedActor } from "#lib/auth/actor";
import { sessionCookieName } from "#lib/auth/cookies";
import { createSession } from "#lib/auth/sessions";
import { encodeSessionToken } from "#lib/auth/token";
import type { FilePurpose } from "#lib/files/policy";
import type { FileView } from "#lib/files/schema";
import { type FileContent, uploadBytes as upload } from "#lib/files/upload-bytes";
import type { Id } from "#lib/ids";
import { getDb } from "../client.ts";
import { files } from "../schema.ts";

export type Sent = Partial<FileContent>;

/** Uploads without HTTP: a note, unless something else is given. */
export function uploadBytes(
  actor: VerifiedActor,
  purpose: FilePurpose,
  { name = "notes.txt", type = "text/plain", bytes = Buffer.from("Some notes.") }: Sent = {},
): Promise<FileView> {
  return upload(actor, purpose, { name, type, bytes });
}

/** The Cookie header of a browser in which this person is signed in. */
export async function signedIn({ userId }: VerifiedActor): Promise<{ cookie: string }> {
  const sessionId = await getDb().transaction((tx) => createSession(tx, userId, null));
  const token = await encodeSessionToken({ userId, sessionId });
  return { cookie: `${sessionCookieName()}=${token}` };
}

export async function readFileRow(fileId: Id<"fil">) {
  const [row] = await getDb().select().from(files).where(eq(files.id, fileId));
  return row;
}

/** Bytes that no format begins with. */
export function noise(sizeBytes: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(randomBytes(sizeBytes));
  bytes.fill(0, 0, 16);
  return bytes;
}
