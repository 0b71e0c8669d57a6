import { gcmsiv } from "@noble/ciphers/aes.js";
import {
  bytesToHex,
  bytesToUtf8,
  hexToBytes,
  randomBytes,
  utf8ToBytes,
} from "@noble/ciphers/utils.js";
import { openDevice, type Seal } from "./device-storage.ts";
import type { Id } from "./ids.ts";

const NONCE_BYTES = 12;

/** Opens what this person has left on the device, with the key that their page carries: 64 hexadecimal digits. */
export function unlockDevice(viewerId: Id<"usr">, deviceKey: string): void {
  openDevice(viewerId, () => sealWith(hexToBytes(deviceKey)));
}

/** AES-256-GCM-SIV (RFC 8452), in hexadecimal digits; a value begins with its nonce. */
function sealWith(key: Uint8Array): Seal {
  // A name always has the same nonce, which GCM-SIV allows, so it always seals to the same text.
  const ofNames = () => gcmsiv(key, new Uint8Array(NONCE_BYTES), utf8ToBytes("name"));
  return {
    sealName: (name) => bytesToHex(ofNames().encrypt(utf8ToBytes(name))),
    openName: (sealed) => bytesToUtf8(ofNames().decrypt(hexToBytes(sealed))),
    sealValue: (value) => {
      const nonce = randomBytes(NONCE_BYTES);
      return bytesToHex(nonce) + bytesToHex(gcmsiv(key, nonce).encrypt(utf8ToBytes(value)));
    },
    openValue: (sealed) => {
      const bytes = hexToBytes(sealed);
      const nonce = bytes.subarray(0, NONCE_BYTES);
      return bytesToUtf8(gcmsiv(key, nonce).decrypt(bytes.subarray(NONCE_BYTES)));
    },
  };
}
