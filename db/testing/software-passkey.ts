import {
  createHash,
  createSign,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import type { PasskeyPurpose } from "#lib/auth/passkey-challenges";
import { makeChallenge } from "#lib/auth/passkey-challenges";
import { relyingParty } from "#lib/auth/passkeys";
import type { Id } from "#lib/ids";
import { now } from "#lib/time";
import { getDb } from "../client.ts";
import { passkeys } from "../schema.ts";

/** What a test changes about an honest device. */
type Lie = {
  readonly origin?: string;
  readonly rpID?: string;
  /** False: nobody was asked for a finger, a face or a PIN. */
  readonly isVerified?: boolean;
  readonly counter?: number;
};

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

/** A device that keeps one passkey and signs what it is asked to (ES256). */
export type SoftwarePasskey = {
  readonly id: string;
  readonly publicKey: Uint8Array;
  /** Its answer when it is made, as a browser hands it on. */
  create(challenge: string, lie?: Lie): string;
  /** Its answer when it is used. */
  sign(challenge: string, lie?: Lie): string;
};

export function makeSoftwarePasskey(): SoftwarePasskey {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const rawId = randomBytes(16);
  const id = rawId.toString("base64url");
  const cose = coseOf(publicKey);
  let used = 0;
  const answer = (response: object) =>
    JSON.stringify({ id, rawId: id, type: "public-key", response });
  return {
    id,
    publicKey: cose,
    create(challenge, lie = {}) {
      const authData = Buffer.concat([
        headOf(lie, HAS_KEY, 0),
        Buffer.alloc(16),
        Buffer.from([0, rawId.length]),
        rawId,
        cose,
      ]);
      return answer({
        clientDataJSON: clientData("webauthn.create", challenge, lie).toString("base64url"),
        attestationObject: attestationOf(authData).toString("base64url"),
        transports: ["internal"],
      });
    },
    sign(challenge, lie = {}) {
      used += 1;
      const authData = headOf(lie, 0, lie.counter ?? used);
      const data = clientData("webauthn.get", challenge, lie);
      return answer({
        clientDataJSON: data.toString("base64url"),
        authenticatorData: authData.toString("base64url"),
        signature: signatureOf(privateKey, Buffer.concat([authData, sha256(data)])),
      });
    },
  };
}

/** A passkey that this person has, as if they had added it. */
export async function givePasskey(userId: Id<"usr">): Promise<SoftwarePasskey> {
  const passkey = makeSoftwarePasskey();
  const { id, publicKey } = passkey;
  const made = { counter: 0, transports: ["internal"], madeOn: null, createdAt: now() };
  await getDb()
    .insert(passkeys)
    .values({ id, userId, publicKey, ...made });
  return passkey;
}

/** The answer of a passkey to a new challenge. */
export async function answerWith(
  passkey: SoftwarePasskey,
  { purpose, userId }: { purpose: PasskeyPurpose; userId: Id<"usr"> | null },
  lie: Lie = {},
): Promise<string> {
  const challenge = await makeChallenge({ purpose, userId });
  return purpose === "add" ? passkey.create(challenge, lie) : passkey.sign(challenge, lie);
}

function clientData(type: string, challenge: string, { origin }: Lie): Buffer {
  const own = origin ?? relyingParty().origin;
  return Buffer.from(JSON.stringify({ type, challenge, origin: own, crossOrigin: false }));
}

/** Whose site, what the device knows, and its counter (WebAuthn, 6.1). */
function headOf({ rpID, isVerified = true }: Lie, flags: number, counter: number): Buffer {
  const head = Buffer.alloc(37);
  sha256(Buffer.from(rpID ?? relyingParty().rpID)).copy(head);
  head.writeUInt8(flags | PRESENT | (isVerified ? VERIFIED : 0), 32);
  head.writeUInt32BE(counter, 33);
  return head;
}

function signatureOf(key: KeyObject, data: Buffer): string {
  return createSign("sha256").update(data).sign(key).toString("base64url");
}

function sha256(data: Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}

/** {1: 2, 3: -7, -1: 1, -2: x, -3: y} in CBOR: a point on P-256 for ES256. */
function coseOf(key: KeyObject): Uint8Array<ArrayBuffer> {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const [head, before] = ["a5010203262001215820", "225820"].map((hex) => Buffer.from(hex, "hex"));
  if (!head || !before) throw new Error("Two parts were made");
  const point = [head, Buffer.from(x, "base64url"), before, Buffer.from(y, "base64url")];
  return Uint8Array.from(Buffer.concat(point));
}

/** {"fmt": "none", "attStmt": {}, "authData": …} in CBOR. */
function attestationOf(authData: Buffer): Buffer {
  const text = (word: string) =>
    Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    text("fmt"),
    text("none"),
    text("attStmt"),
    Buffer.from([0xa0]),
    text("authData"),
    Buffer.from([0x58, authData.length]),
    authData,
  ]);
}
