import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readEnv, SETTING_NAMES } from "./env.ts";

const folder = mkdtempSync(join(tmpdir(), "workhub-env-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("settings", () => {
  test("have defaults: nothing needs to be set", () => {
    expect(readEnv({ DATA_DIR: folder })).toMatchObject({
      PORT: 3000,
      CURRENCY: "EUR",
      DEMO: true,
      WORKER: true,
      LOG_LEVEL: "info",
      TRUST_PROXY: 0,
      FILE_MB: 25,
      PERSON_STORAGE_MB: 1024,
      DATA_DIR: folder,
    });
  });

  test("that are empty count as missing", () => {
    expect(readEnv({ DATA_DIR: folder, PORT: "", CURRENCY: "" })).toMatchObject({ PORT: 3000 });
  });

  test("that are missing secrets are made once and readable only by their owner", () => {
    const first = readEnv({ DATA_DIR: folder }).NEXTAUTH_SECRET;
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(readEnv({ DATA_DIR: folder }).NEXTAUTH_SECRET).toBe(first);
    expect(statSync(join(folder, "secrets", "sessions")).mode & 0o777).toBe(0o600);
  });

  test.each([
    ["PORT", "70000", "PORT must be a port number from 1 to 65535."],
    ["PORT", "three", "PORT must be a port number from 1 to 65535."],
    ["CURRENCY", "euro", "CURRENCY must be an ISO 4217 code such as EUR."],
    ["DEMO", "yes", "DEMO must be 0 or 1."],
    ["WORKER", "on", "WORKER must be 0 or 1."],
    ["NEXTAUTH_URL", "workhub", "NEXTAUTH_URL must be an address such as https://workhub.example."],
    ["NEXTAUTH_SECRET", "short", "NEXTAUTH_SECRET must have 32 characters or more."],
    ["TRUST_PROXY", "true", "TRUST_PROXY must be a number of proxies from 0 to 9."],
    ["FILE_MB", "0", "FILE_MB must be a whole number of megabytes, 1 or more."],
    [
      "PERSON_STORAGE_MB",
      "1 GB",
      "PERSON_STORAGE_MB must be a whole number of megabytes, 1 or more.",
    ],
    [
      "UPLOADTHING_TOKEN",
      "sk_live_geheim",
      "UPLOADTHING_TOKEN must be the token from the dashboard of uploadthing.",
    ],
    ["SMTP_URL", "mail.example.com", "SMTP_URL must look like smtp://user:password@host:587."],
    ["MAIL_FROM", "WorkHub", "MAIL_FROM must be an e-mail address."],
    ["MESSAGE_MAIL_SECONDS", "2 min", "MESSAGE_MAIL_SECONDS must be a whole number of seconds."],
    ["LOG_LEVEL", "loud", "LOG_LEVEL must be one of trace, debug, info, warn, error, silent."],
    [
      "DATABASE_URL",
      "mysql://root:geheim@host/db",
      "DATABASE_URL must look like postgres://user:password@host:5432/database.",
    ],
    [
      "DATABASE_APP_URL",
      "host/db",
      "DATABASE_APP_URL must look like postgres://user:password@host:5432/database.",
    ],
  ])("%s=%s is refused in one sentence that does not repeat it", (name, value, sentence) => {
    expect(() => readEnv({ DATA_DIR: folder, [name]: value })).toThrow(
      expect.objectContaining({ name: "StartError", message: sentence }),
    );
  });

  test("of a public instance say whether it is a demo", () => {
    const open = { DATA_DIR: folder, NEXTAUTH_URL: "https://work.example" };
    expect(() => readEnv(open)).toThrow(
      /^DEMO must be chosen where NEXTAUTH_URL begins with https/,
    );
    expect(readEnv({ ...open, DEMO: "1" }).DEMO).toBe(true);
    expect(readEnv({ ...open, DEMO: "0" }).DEMO).toBe(false);
    expect(readEnv({ ...open, NEXTAUTH_URL: "http://work.example" }).DEMO).toBe(true);
  });

  test("of Stripe come together", () => {
    const key = { STRIPE_SECRET_KEY: "sk_test_1" };
    const secret = { STRIPE_WEBHOOK_SECRET: "whsec_1" };
    for (const half of [key, secret]) {
      expect(() => readEnv({ DATA_DIR: folder, ...half })).toThrow(/belong together/);
    }
    expect(readEnv({ DATA_DIR: folder, ...key, ...secret })).toMatchObject({
      ...key,
      STRIPE_API: "https://api.stripe.com",
    });
  });

  test("with a live key of Stripe allow no plain http, no stand-in and no demo", () => {
    const live = {
      DATA_DIR: folder,
      STRIPE_SECRET_KEY: "sk_live_1",
      STRIPE_WEBHOOK_SECRET: "whsec_1",
      NEXTAUTH_URL: "https://work.example",
      DEMO: "0",
    };
    expect(readEnv(live).STRIPE_SECRET_KEY).toBe("sk_live_1");
    const open = { ...live, NEXTAUTH_URL: "http://work.example" };
    expect(() => readEnv(open)).toThrow(/needs a NEXTAUTH_URL that begins with https/);
    expect(() => readEnv({ ...live, STRIPE_API: "http://localhost:12111" })).toThrow(
      /goes to Stripe only/,
    );
    expect(() => readEnv({ ...live, DEMO: "1" })).toThrow(/needs DEMO=0/);
  });

  test("that are wrong are all named at once", () => {
    expect(() => readEnv({ DATA_DIR: folder, PORT: "x", DEMO: "x" })).toThrow(/PORT .*\nDEMO /);
  });

  test("are all listed in the README", () => {
    const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
    for (const name of SETTING_NAMES) expect(readme).toContain(`\`${name}\``);
  });
});
