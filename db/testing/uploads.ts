import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import type { Actor } from "#lib/auth/actor";
import { sessionCookieName } from "#lib/auth/cookies";
import { createSession } from "#lib/auth/sessions";
import { encodeSessionToken } from "#lib/auth/token";
import { beginUploads } from "#lib/files/begin-uploads";
import { finishUpload } from "#lib/files/finish-upload";
import { locateFile, makeRoom } from "#lib/files/locate-file";
import type { FilePurpose, FileView } from "#lib/files/schema";
import type { Id } from "#lib/ids";
import { getDb } from "../client.ts";
import { files } from "../schema.ts";

export type Sent = { readonly name?: string; readonly type?: string; readonly bytes?: Uint8Array };

/** Uploads as the embedded store does once everything has arrived, without the way through HTTP. */
export async function uploadBytes(
  actor: Actor,
  purpose: FilePurpose,
  { name = "notes.txt", type = "text/plain", bytes = Buffer.from("Some notes.") }: Sent = {},
): Promise<FileView> {
  const [begun] = await beginUploads(actor, {
    purpose,
    files: [{ name, type, sizeBytes: bytes.length }],
  });
  if (!begun) throw new Error("Nothing began");
  const path = locateFile("incoming", begun.fileId);
  await makeRoom(path);
  await writeFile(path, bytes);
  return finishUpload(begun.fileId, begun.fileId);
}

/** The Cookie header of a browser in which this person is signed in. */
export async function signedIn({ userId }: Actor): Promise<{ cookie: string }> {
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
