import { createCipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { expect, test, vi } from "vitest";
import { newId } from "#lib/new-id";
import { decodeDevice, encodeDevice, newDevice } from "./device.ts";
import {
  authSecret,
  decodeSessionToken,
  encodeSessionToken,
  SESSION_LIFETIME_SECONDS,
} from "./token.ts";

vi.mock(import("#lib/env"), async (original) => {
  const real = await original();
  const env = real.readEnv({ NEXTAUTH_SECRET: "s".repeat(32) });
  return { ...real, getEnv: () => env };
});

const claims = { userId: newId("usr"), sessionId: newId("ses") };
const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString("base64url");

/** A token that is valid in every other way, under our own key, in a JWE mode that WorkHub does not use. */
function tokenInAnotherMode(): string {
  const info = "NextAuth.js Generated Encryption Key";
  const key = Buffer.from(hkdfSync("sha256", authSecret(), "", info, 32));
  const head = base64(JSON.stringify({ alg: "dir", enc: "A128CBC-HS256" }));
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-128-cbc", key.subarray(16), iv);
  const payload = JSON.stringify({ sub: claims.userId, sid: claims.sessionId, exp: 9_999_999_999 });
  const text = Buffer.concat([cipher.update(payload), cipher.final()]);
  const bits = Buffer.alloc(8);
  bits.writeBigUInt64BE(BigInt(head.length * 8));
  const mac = createHmac("sha256", key.subarray(0, 16)).update(head).update(iv).update(text);
  return [
    head,
    "",
    base64(iv),
    base64(text),
    base64(mac.update(bits).digest().subarray(0, 16)),
  ].join(".");
}

test("a token is read only in the way it is made, whatever its header says", async () => {
  const token = await encodeSessionToken(claims);
  expect(await decodeSessionToken(token)).toEqual(claims);
  const [, ...rest] = token.split(".");
  for (const head of [{ alg: "none" }, { alg: "dir", enc: "A256GCM", jwk: {} }]) {
    const forged = [base64(JSON.stringify(head)), ...rest].join(".");
    expect(await decodeSessionToken(forged)).toBeNull();
  }
  expect(await decodeSessionToken(tokenInAnotherMode())).toBeNull();
});

test("a token expires with its session, whatever its row says", async () => {
  const token = await encodeSessionToken(claims);
  const later = Date.now() + SESSION_LIFETIME_SECONDS * 1000;
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(later - 60_000);
  expect(await decodeSessionToken(token)).toEqual(claims);
  vi.setSystemTime(later + 60_000);
  expect(await decodeSessionToken(token)).toBeNull();
  vi.useRealTimers();
});

test("a device's token is no session, and a session's token is no device", async () => {
  const device = newDevice(claims.userId);
  const token = await encodeDevice(device);
  expect(await decodeDevice(token, claims.userId)).toEqual(device);
  expect(await decodeSessionToken(token)).toBeNull();
  expect(await decodeDevice(await encodeSessionToken(claims), claims.userId)).toBeNull();
});
