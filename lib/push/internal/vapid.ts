import { createECDH } from "node:crypto";
import { isIP } from "node:net";
import { getEnv } from "#lib/env";
import { readSecret } from "#lib/secrets";
import { siteAddress } from "#lib/site";

export type VapidKeys = { readonly publicKey: string; readonly privateKey: string };

let keys: VapidKeys | undefined;

/** The installation's pair of keys (RFC 8292): a point of P-256, made of a secret in the data folder. */
export function vapidKeys(): VapidKeys {
  keys ??= makeKeys(readSecret(getEnv().DATA_DIR, "push"));
  return keys;
}

function makeKeys(secret: string): VapidKeys {
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(secret, "hex");
  return {
    publicKey: pair.getPublicKey("base64url"),
    privateKey: Buffer.from(secret, "hex").toString("base64url"),
  };
}

/**
 * Whom a push service may ask about what we send. Apple refuses everything from an address that only this machine knows,
 * so then it is that of the operator's mail, or one that the standard keeps for examples.
 */
export function vapidSubject(): string {
  const { protocol, hostname, origin } = siteAddress();
  if (protocol === "https:" && isPublicName(hostname)) return origin;
  const { MAIL_FROM } = getEnv();
  const isUsable = MAIL_FROM && isPublicName(MAIL_FROM.slice(MAIL_FROM.lastIndexOf("@") + 1));
  return `mailto:${isUsable ? MAIL_FROM : "workhub@example.com"}`;
}

function isPublicName(host: string): boolean {
  return (
    host.includes(".") &&
    isIP(host) === 0 &&
    !/\.(?:localhost|local|internal|lan|test|invalid)\.?$/.test(host)
  );
}
