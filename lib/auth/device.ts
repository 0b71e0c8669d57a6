import { randomBytes } from "node:crypto";
import { encode } from "next-auth/jwt";
import { type Id, isId } from "#lib/ids";
import { authSecret, openToken } from "./token.ts";

/** A browser stays known for half a year after the last sign-in on it. */
export const DEVICE_LIFETIME_SECONDS = 180 * 24 * 60 * 60;

const SALT = "workhub device";

export type Device = { readonly deviceId: string; readonly userId: Id<"usr"> };

/**
 * The token of a browser on which `userId` has signed in. It signs nobody in; it only keeps strangers' guesses from
 * using up this browser's tries ("Slow Down Online Guessing Attacks with Device Cookies", OWASP).
 */
export function encodeDevice(device: Device): Promise<string> {
  return encode({
    token: { sub: device.userId, did: device.deviceId },
    secret: authSecret(),
    salt: SALT,
    maxAge: DEVICE_LIFETIME_SECONDS,
  });
}

/** The device in a token that belongs to `userId`, or null. */
export async function decodeDevice(
  token: string | null,
  userId: Id<"usr"> | undefined,
): Promise<Device | null> {
  if (!token || !userId) return null;
  const { sub, did } = (await openToken(token, SALT)) ?? {};
  return isId("usr", sub) && sub === userId && typeof did === "string"
    ? { deviceId: did, userId }
    : null;
}

export function newDevice(userId: Id<"usr">): Device {
  return { deviceId: randomBytes(16).toString("base64url"), userId };
}
