import { resolve } from "node:path";
import { z } from "zod";
import { StartError } from "./errors.ts";
import { cents, isCurrency } from "./money.ts";
import { parseAmount } from "./read-number.ts";
import { readSecret } from "./secrets.ts";

/*
 * Every setting of WorkHub, checked when a process starts. The README lists them with their defaults. A setting that is
 * missing or empty takes its default.
 */

const databaseAddress = z.string().refine(isDatabaseAddress, {
  error: "must look like postgres://user:password@host:5432/database",
});
const flag = z.enum(["0", "1"], { error: "must be 0 or 1" }).transform((value) => value === "1");
const port = z
  .string()
  .regex(/^\d{1,5}$/, { error: "must be a port number from 1 to 65535" })
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, {
    error: "must be a port number from 1 to 65535",
  });
const seconds = z
  .string()
  .regex(/^\d{1,6}$/, { error: "must be a whole number of seconds" })
  .transform(Number);

const factor = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, { error: "must be a whole number from 1 to 9999" })
  .transform(Number);
const megabytes = z
  .string()
  .regex(/^[1-9]\d{0,6}$/, { error: "must be a whole number of megabytes, 1 or more" })
  .transform(Number);
const percent = z
  .string()
  .regex(/^\d{1,2}(?:\.\d{1,2})?$/, { error: "must be a percentage such as 7.5, below 100" })
  .transform((value) => Math.round(Number(value) * 100));
const amount = z
  .string()
  .refine((value) => parseAmount(value) !== null || Number(value) === 0, {
    error: "must be an amount of the instance's currency, such as 2.00",
  })
  .transform((value) => parseAmount(value) ?? cents(0));
const uploadthingToken = z.string().refine(isUploadthingToken, {
  error: "must be the token from the dashboard of uploadthing",
});

const settings = {
  /** PostgreSQL 15 or newer, as the owner of the database. Missing: an embedded one in the data folder. */
  DATABASE_URL: databaseAddress.optional(),
  /** The same database as the app's own role, when its address cannot be derived from DATABASE_URL. */
  DATABASE_APP_URL: databaseAddress.optional(),
  PORT: port.default(3000),
  /** The address to listen on. Missing: all of them. */
  HOST: z.string().optional(),
  /** ISO 4217. The ledger keeps one currency for ever. */
  CURRENCY: z
    .string()
    .refine(isCurrency, { error: "must be an ISO 4217 code such as EUR" })
    .default("EUR"),
  /** Where the embedded database, the secrets and the files are kept. */
  DATA_DIR: z.string().default(".data"),
  /** Whether the first start fills the database with a demo marketplace. */
  DEMO: flag.default(true),
  /** Whether `npm start` also works through the task queue. */
  WORKER: flag.default(true),
  /** The address people reach WorkHub at. Set it behind a proxy; in public, always with https. */
  NEXTAUTH_URL: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://workhub.example" })
    .optional(),
  /** Signs sessions. Missing: made once and kept in the data folder. */
  NEXTAUTH_SECRET: z.string().min(32, { error: "must have 32 characters or more" }).optional(),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"], {
      error: "must be one of trace, debug, info, warn, error, silent",
    })
    .default("info"),
  /** How many proxies in front of WorkHub add to X-Forwarded-For. 0: the header is not believed. */
  TRUST_PROXY: z
    .string()
    .regex(/^[0-9]$/, { error: "must be a number of proxies from 0 to 9" })
    .transform(Number)
    .default(0),
  /** Keeps people's files at uploadthing. Missing: in the data folder. */
  UPLOADTHING_TOKEN: uploadthingToken.optional(),
  /** How large one file may be, in megabytes of 1,048,576 bytes. */
  FILE_MB: megabytes.default(25),
  /** How much space the files that count for one person may take, in megabytes (lib/files/queries/room.ts). */
  PERSON_STORAGE_MB: megabytes.default(1024),
  /** How much space the files submitted under one contract may take, in megabytes. */
  CONTRACT_STORAGE_MB: megabytes.default(5120),
  /** How many times the usual number of jobs, proposals, uploads and the like one person may create. */
  PERSON_LIMITS: factor.default(1),
  /** What WorkHub keeps of money that is released, in percent; read as hundredths of a percent. */
  FEE_PERCENT: percent.prefault("0"),
  /** The least that it keeps of each release, in the currency; read in minor units. */
  FEE_MINIMUM: amount.prefault("0"),
  /** Who takes the fee, as invoices for it say. */
  OPERATOR_NAME: z
    .string()
    .trim()
    .max(120, { error: "must have 120 characters or fewer" })
    .default("WorkHub"),
  /** One line below the other, without the country; \n for a new line where a setting has only one. */
  OPERATOR_ADDRESS: z
    .string()
    .max(300, { error: "must have 300 characters or fewer" })
    .transform((value) => value.replaceAll("\\n", "\n").trim())
    .prefault(""),
  /** ISO 3166-1. */
  OPERATOR_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, { error: "must be a country's two letters, such as PT" })
    .optional(),
  OPERATOR_VAT_NUMBER: z
    .string()
    .regex(/^[A-Z0-9+*]{2,20}$/, { error: "must be a VAT number in capital letters and digits" })
    .optional(),
  /** The VAT contained in the fee, in percent; read as hundredths of a percent. */
  OPERATOR_VAT_PERCENT: percent.prefault("0"),
  /** Whether clients may add funds beforehand. 0: money comes in only to pay for a hire. */
  WALLET_TOP_UPS: flag.default(true),
  /** How many proposals one freelancer may have live at once (lib/proposals/internal/live-proposals.ts). */
  LIVE_PROPOSALS: factor.default(30),
  /** How many times the usual number of registrations and sign-ins may come from one address. */
  ADDRESS_LIMITS: factor.default(1),
  /** Where mail is handed over: smtp://user:password@host:587. Missing: mail stands in the admin's outbox only. */
  SMTP_URL: z
    .string()
    .refine(isSmtpAddress, { error: "must look like smtp://user:password@host:587" })
    .optional(),
  /** Who mail is from. Missing: no-reply at the host of NEXTAUTH_URL. */
  MAIL_FROM: z.email({ error: "must be an e-mail address" }).optional(),
  /** How long a message may be read in WorkHub before a mail tells of it, in seconds. */
  MESSAGE_MAIL_SECONDS: seconds.default(120),
  /** Moves real money, or with a test key pretends to. Missing: the sandbox bank. */
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(?:sk|rk)_(?:test|live)_\w+$/, {
      error: "must be a secret or restricted key of Stripe, such as sk_test_…",
    })
    .optional(),
  /** Shows that a message comes from Stripe; one for each webhook, with commas. Needed with STRIPE_SECRET_KEY. */
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[\w+/=]+(?:,whsec_[\w+/=]+)*$/, {
      error:
        "must be the signing secret of a webhook, whsec_…, or several with commas between them",
    })
    .optional(),
  /** Where Stripe's interface is; with a test key it may be a stand-in. */
  STRIPE_API: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://api.stripe.com" })
    .default("https://api.stripe.com"),
  /** Whether the sandbox bank pays out to accounts with it, which people open first, and not to any IBAN. */
  SANDBOX_ACCOUNTS: flag.default(false),
  /** How long the sandbox bank takes to settle a card payment, in seconds. */
  SANDBOX_CARD_SECONDS: seconds.default(2),
  /** How long the sandbox bank takes to pay out, in seconds. */
  SANDBOX_PAYOUT_SECONDS: seconds.default(60),
} as const;

const schema = z.object(settings);

export type Env = Readonly<z.output<typeof schema> & { NEXTAUTH_SECRET: string }>;
export type SettingName = keyof typeof settings;
export const SETTING_NAMES = Object.keys(settings).sort();

/**
 * Reads and checks all settings. `DATA_DIR` becomes an absolute path; a missing `NEXTAUTH_SECRET` is made in that
 * folder.
 *
 * @throws StartError with one sentence for each wrong setting, never with its value.
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(
    Object.keys(settings).flatMap((name) => (source[name] ? [[name, source[name]]] : [])),
  );
  const result = schema.safeParse(given);
  if (!result.success) {
    throw new StartError(
      result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`).join("\n"),
    );
  }
  if (isPublic(result.data) && given.DEMO === undefined) {
    throw new StartError(
      "DEMO must be chosen where NEXTAUTH_URL begins with https: 0 begins empty, 1 fills an empty database with a demo marketplace.",
    );
  }
  checkStripe(result.data);
  const dataDir = resolve(result.data.DATA_DIR);
  return {
    ...result.data,
    DATA_DIR: dataDir,
    NEXTAUTH_SECRET: result.data.NEXTAUTH_SECRET ?? readSecret(dataDir, "sessions"),
  };
}

/** Real money needs both secrets, nothing readable on the way, and a database without the demo's money. */
function checkStripe(env: z.output<typeof schema>): void {
  const { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret, STRIPE_API, DEMO } = env;
  if ((key === undefined) !== (secret === undefined)) {
    throw new StartError(
      "STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET belong together: set both, or neither.",
    );
  }
  if (!key || !isLiveKey(key)) return;
  if (!isPublic(env)) {
    throw new StartError(
      "A live STRIPE_SECRET_KEY needs a NEXTAUTH_URL that begins with https: Stripe sends people and messages there.",
    );
  }
  if (new URL(STRIPE_API).origin !== "https://api.stripe.com") {
    throw new StartError("A live STRIPE_SECRET_KEY goes to Stripe only: leave STRIPE_API empty.");
  }
  if (DEMO) {
    throw new StartError(
      "A live STRIPE_SECRET_KEY needs DEMO=0: the demo’s money is not real, and could be withdrawn.",
    );
  }
}

/** True for a key of Stripe that moves real money. */
export function isLiveKey(secretKey: string): boolean {
  return /^[a-z]+_live_/.test(secretKey);
}

/** True for an instance that people reach over HTTPS. */
export function isPublic({ NEXTAUTH_URL }: Pick<Env, "NEXTAUTH_URL">): boolean {
  return NEXTAUTH_URL?.startsWith("https://") ?? false;
}

let current: Env | undefined;

/** This process's settings, read at the first call. */
export function getEnv(): Env {
  current ??= readEnv(process.env);
  return current;
}

function isDatabaseAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, pathname } = new URL(value);
  return /^postgres(ql)?:$/.test(protocol) && hostname !== "" && pathname.length > 1;
}

function isSmtpAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return /^smtps?:$/.test(protocol) && hostname !== "";
}

/** Base64 of JSON with a key, an app and its regions, as uploadthing gives it out. */
function isUploadthingToken(value: string): boolean {
  try {
    const parts: unknown = JSON.parse(Buffer.from(value, "base64").toString("utf8"));
    return tokenParts.safeParse(parts).success;
  } catch {
    return false;
  }
}

const tokenParts = z.object({
  apiKey: z.string().startsWith("sk_"),
  appId: z.string().min(1),
  regions: z.array(z.string()).min(1),
});
