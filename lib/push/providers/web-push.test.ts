import { createECDH, randomBytes } from "node:crypto";
import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { vapidKeys, vapidSubject } from "../internal/vapid.ts";
import { isPushEndpoint } from "../policy.ts";
import { type Answer, lookupPublic, postPublicly, type Sealed } from "./post-publicly.ts";
import { createWebPush } from "./web-push.ts";

const folder = vi.hoisted(() => ({ path: "" }));
const site = vi.hoisted(() => ({ address: "https://workhub.example", from: "" }));
vi.mock(import("#lib/env"), async (original) => {
  const actual = await original();
  return {
    ...actual,
    getEnv: () => ({
      ...actual.readEnv({ DATA_DIR: folder.path, NEXTAUTH_SECRET: "x".repeat(32) }),
      NEXTAUTH_URL: site.address,
      ...(site.from && { MAIL_FROM: site.from }),
    }),
  };
});

beforeEach(() => {
  folder.path ||= mkdtempSync(join(tmpdir(), "workhub-push-"));
  site.address = "https://workhub.example";
  site.from = "";
});

const browser = createECDH("prime256v1");
browser.generateKeys();
const PUSH = {
  endpoint: "https://fcm.googleapis.com/fcm/send/abc",
  keys: {
    p256dh: browser.getPublicKey("base64url"),
    auth: randomBytes(16).toString("base64url"),
  },
  contents: '{"title":"Ana wrote to you"}',
  topic: `ntf_${"1".repeat(26)}`,
  isUrgent: true,
};

/** A push service that answers so, and what it got. */
function service(status: number, retryAfterMs = 0) {
  const got: { address: string; sealed: Sealed }[] = [];
  const post = async (address: string, sealed: Sealed): Promise<Answer> => {
    got.push({ address, sealed });
    return { status, retryAfterMs };
  };
  return { got, provider: createWebPush(post) };
}

test("what is sent is sealed for its browser, signed with the installation's key, and replaces its topic", async () => {
  const { got, provider } = service(201);
  expect(await provider.send(PUSH)).toEqual({ outcome: "sent" });
  const [{ address, sealed } = { address: "", sealed: { headers: {}, body: null } }] = got;
  expect(address).toBe(PUSH.endpoint);
  expect(sealed.headers).toMatchObject({
    "Content-Encoding": "aes128gcm",
    Topic: PUSH.topic,
    Urgency: "high",
    TTL: 86_400,
    Authorization: expect.stringMatching(/^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]{87}$/),
  });
  expect(sealed.body?.includes("Ana")).toBe(false);
});

test("each answer says what becomes of the push and of the browser", async () => {
  const outcomeOf = async (status: number) => (await service(status).provider.send(PUSH)).outcome;
  expect(await Promise.all([404, 410].map(outcomeOf))).toEqual(["gone", "gone"]);
  expect(await Promise.all([400, 403, 413].map(outcomeOf))).toEqual(Array(3).fill("refused"));
  expect(await Promise.all([500, 503].map(outcomeOf))).toEqual(["later", "later"]);
  expect(await service(429, 90_000).provider.send(PUSH)).toMatchObject({
    outcome: "later",
    afterMs: 90_000,
  });
});

test("a redirect is not followed", async () => {
  const { got, provider } = service(307);
  expect(await provider.send(PUSH)).toMatchObject({ outcome: "refused" });
  expect(got).toHaveLength(1);
});

test("a browser whose keys are none is told no more, and nobody is asked", async () => {
  const { got, provider } = service(201);
  const keys = { p256dh: `B${"A".repeat(86)}`, auth: PUSH.keys.auth };
  expect(await provider.send({ ...PUSH, keys })).toEqual({ outcome: "gone" });
  expect(got).toEqual([]);
});

test("a service that breaks off is tried again", async () => {
  const provider = createWebPush(async () => {
    throw new Error("socket hang up");
  });
  expect(await provider.send(PUSH)).toMatchObject({ outcome: "later", reason: "socket hang up" });
});

test.each([
  "https://fcm.googleapis.com/fcm/send/abc:def",
  "https://updates.push.services.mozilla.com/wpush/v2/abc",
  "https://web.push.apple.com/QABC",
  "https://wns2-par02p.notify.windows.com/w/?token=abc",
])("%s is the address of a push service", (endpoint) => {
  expect(isPushEndpoint(endpoint)).toBe(true);
});

test.each([
  "http://fcm.googleapis.com/fcm/send/abc",
  "https://fcm.googleapis.com:8443/fcm/send/abc",
  "https://user:secret@fcm.googleapis.com/fcm/send/abc",
  "https://fcm.googleapis.com/",
  "https://fcm.googleapis.com.example.com/fcm/send/abc",
  "https://push.apple.com.example.com/abc",
  "https://evilpush.apple.com/abc",
  "https://fcm.googleapis.com@127.0.0.1/abc",
  "https://127.0.0.1/abc",
  "https://[::1]/abc",
  "https://localhost/abc",
  "https://169.254.169.254/latest/meta-data",
  "javascript:alert(1)",
  "not an address",
  `https://fcm.googleapis.com/${"a".repeat(1000)}`,
])("%s is not", (endpoint) => {
  expect(isPushEndpoint(endpoint)).toBe(false);
});

const resolving =
  (...addresses: string[]) =>
  (
    _host: string,
    _how: object,
    then: (error: null, found: { address: string; family: number }[]) => void,
  ) =>
    then(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );

const resolved = (...addresses: string[]) =>
  new Promise((resolve) =>
    lookupPublic(resolving(...addresses))("push.example", { all: false }, (error, address) =>
      resolve(error?.message ?? address),
    ),
  );

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "224.0.0.1",
  "::1",
  "::",
  "fd00::1",
  "fe80::1",
  "::ffff:127.0.0.1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
])("a name that leads to %s leads nowhere, also beside a public address", async (address) => {
  const refused = "push.example leads to an address that is not public";
  expect(await resolved(address)).toBe(refused);
  expect(await resolved("142.250.1.95", address)).toBe(refused);
});

test("a name that leads into the internet leads there", async () => {
  expect(await resolved("142.250.1.95")).toBe("142.250.1.95");
  expect(await resolved("2a00:1450:4001::5f", "142.250.1.95")).toBe("2a00:1450:4001::5f");
});

test("no connection is made to this machine", async () => {
  const sealed = { headers: {}, body: Buffer.from("x") };
  await expect(postPublicly("https://localhost:9/", sealed)).rejects.toThrow("not public");
});

test("the key is made once, and only its owner can read it", () => {
  const { publicKey, privateKey } = vapidKeys();
  expect(publicKey).toMatch(/^B[\w-]{86}$/);
  expect(privateKey).toMatch(/^[\w-]{43}$/);
  expect(statSync(join(folder.path, "secrets", "push")).mode & 0o777).toBe(0o600);
});

test.each([
  ["https://workhub.example", "", "https://workhub.example"],
  ["http://localhost:3000", "", "mailto:workhub@example.com"],
  ["https://localhost:3000", "", "mailto:workhub@example.com"],
  ["https://10.0.0.5", "", "mailto:workhub@example.com"],
  ["https://workhub.local", "", "mailto:workhub@example.com"],
  ["http://localhost:3000", "us@workhub.example", "mailto:us@workhub.example"],
  ["http://localhost:3000", "us@localhost", "mailto:workhub@example.com"],
])("at %s with mail from “%s”, push services may ask %s", (address, from, subject) => {
  site.address = address;
  site.from = from;
  expect(vapidSubject()).toBe(subject);
});
