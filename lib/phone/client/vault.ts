/*
 * What the worker keeps is sealed for one person, with keys that are made from the device key that only pages made for
 * that person carry (lib/auth/device-key.ts). The keys cannot be read back, and go when the person goes.
 */

const IV_BYTES = 12;

export type Vault = {
  /** Recognises the person's device key without containing it. */
  readonly mark: string;
  /** AES-GCM, for contents. */
  readonly sealing: CryptoKey;
  /** HMAC, for names. */
  readonly naming: CryptoKey;
};

export async function makeVault(deviceKey: string): Promise<Vault> {
  const root = await crypto.subtle.importKey("raw", bytesOf(deviceKey), "HKDF", false, [
    "deriveKey",
  ]);
  const derive = (use: string, kind: AesKeyGenParams | HmacKeyGenParams, uses: KeyUsage[]) => {
    const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: bytesOf(use) };
    return crypto.subtle.deriveKey(how, root, kind, false, uses);
  };
  return {
    mark: await markOf(deviceKey),
    sealing: await derive("contents", { name: "AES-GCM", length: 256 }, ["encrypt", "decrypt"]),
    naming: await derive("names", { name: "HMAC", hash: "SHA-256", length: 256 }, ["sign"]),
  };
}

export async function markOf(deviceKey: string): Promise<string> {
  return hexOf(await crypto.subtle.digest("SHA-256", bytesOf(`mark of ${deviceKey}`)));
}

/** The same name always gives the same text, which says nothing about the name. */
export async function hideName({ naming }: Vault, name: string): Promise<string> {
  return hexOf(await crypto.subtle.sign("HMAC", naming, bytesOf(name)));
}

/** Sealed contents open only under the name for which they were sealed. */
export async function seal({ sealing }: Vault, name: string, contents: Bytes): Promise<Bytes> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const how = { name: "AES-GCM", iv, additionalData: bytesOf(name) };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(how, sealing, contents));
  const all = new Uint8Array(IV_BYTES + sealed.byteLength);
  all.set(iv);
  all.set(sealed, IV_BYTES);
  return all;
}

/** Throws when it was sealed for another person or name, or is damaged. */
export async function unseal({ sealing }: Vault, name: string, sealed: Bytes): Promise<Bytes> {
  const iv = sealed.subarray(0, IV_BYTES);
  const how = { name: "AES-GCM", iv, additionalData: bytesOf(name) };
  return new Uint8Array(await crypto.subtle.decrypt(how, sealing, sealed.subarray(IV_BYTES)));
}

export type Bytes = Uint8Array<ArrayBuffer>;

export function bytesOf(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function hexOf(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
