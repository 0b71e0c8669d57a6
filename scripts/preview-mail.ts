import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "@playwright/test";
import { and, arrayContains, desc, eq } from "drizzle-orm";
import { connect, getDb, useConnection } from "#db/client";
import { startEmbeddedPostgres } from "#db/embedded";
import { migrate } from "#db/migrate";
import { mails, NOTIFICATION_KINDS, notifications } from "#db/schema";
import { makeFreelancer } from "#db/testing/factories";
import { mailChange, mailLink, mailUndo, mailVerification } from "#db/testing/mail-links";
import { inDays, scenesOf, settleEverything } from "#db/testing/raise-notifications";
import type { Actor } from "#lib/auth/actor";
import type { Id } from "#lib/ids";
import { makeMails } from "#lib/mail/make-mails";
import { newId } from "#lib/new-id";
import type { NotificationKind } from "#lib/notifications/kinds";
import { savePreferences } from "#lib/notifications/save-preferences";
import { sendLink } from "#lib/users/send-link";
import { BROWSER_FLAGS, ensureBrowser } from "./browser.ts";
import { run } from "./run.ts";

/*
 * `npm run mail:preview`: raises every kind of notification and every letter about an account in a database that is
 * thrown away, and writes its mail to a folder as HTML, as text, and as pictures in both themes and at two widths. The last line is one line of JSON.
 */

const FOLDER = ".mail-preview";
const WIDTHS = { wide: 680, phone: 390 };
const THEMES = ["light", "dark"] as const;

/** As long as they can become. */
const CAST = {
  client: "Norddeutsche Schiffsausrüstungs- und Leuchtturmgesellschaft “Lamp & Buoy” mbH",
  freelancer: "Maximiliane-Alexandra von und zu Hohenstein-Donnersmarck, “Max”",
  title:
    "Make the checkout of our shop for lamps, buoys and <every> other thing at sea usable with a screen reader",
};

type Mail = { readonly subject: string; readonly body: string; readonly html: string };

async function raise(kind: NotificationKind): Promise<Mail> {
  const { to, raise: happen } = await scenesOf(CAST)[kind]();
  if (kind === "search_news") await wantSearches(to.userId);
  await happen();
  await inDays(31, makeMails);
  const [told] = await getDb()
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(eq(notifications.userId, to.userId), eq(notifications.kind, kind)));
  const [mail] = await getDb()
    .select()
    .from(mails)
    .where(arrayContains(mails.notificationIds, [told?.id ?? ""]));
  if (!mail) throw new Error(`There is no mail of ${kind}`);
  await settleEverything();
  return mail;
}

const CHOICE = { bell: [], push: [], quietFrom: null, quietUntil: null, timeZone: "UTC" };

/** Saved searches are mailed to those who ask for it. */
function wantSearches(userId: Id<"usr">): Promise<void> {
  return savePreferences({ userId }, { ...CHOICE, mail: ["searches"], rhythm: "single" });
}

/** What a person gets who gets everything together. */
async function raiseTogether(): Promise<Mail> {
  const { to, raise: happen } = await scenesOf(CAST).work_submitted();
  await savePreferences(to, { ...CHOICE, mail: ["work", "money"], rhythm: "daily" });
  await happen();
  await inDays(31, makeMails);
  const [mail] = await getDb()
    .select()
    .from(mails)
    .where(and(eq(mails.userId, to.userId), eq(mails.topic, "together")))
    .orderBy(desc(mails.createdAt));
  if (!mail) throw new Error("There is no mail about many things");
  return mail;
}

const newAddress = () => `${newId("usr")}@norddeutsche-leuchtturmgesellschaft.example`;

/** The letters about an account itself, which nobody is told of in another way. */
const LETTERS: Readonly<Record<string, (person: Actor) => Promise<unknown>>> = {
  reset: ({ userId }) => mailLink(userId, "reset"),
  verify: ({ userId }) => mailVerification(userId),
  change: (person) => mailChange(person, newAddress()),
  undo: (person) => mailUndo(person, newAddress()),
  appointed: ({ userId }) => sendLink({ linkId: newId("lnk"), userId, purpose: "appointed" }),
  known: ({ userId }) => sendLink({ linkId: newId("lnk"), userId, purpose: "known" }),
};

async function raiseLetter(raise: (person: Actor) => Promise<unknown>): Promise<Mail> {
  const person = await makeFreelancer({ name: CAST.freelancer });
  await raise(person);
  const [mail] = await getDb()
    .select()
    .from(mails)
    .where(eq(mails.userId, person.userId))
    .orderBy(desc(mails.createdAt), desc(mails.id));
  if (!mail) throw new Error("There is no letter");
  return mail;
}

async function write(browser: Browser, name: string, mail: Mail): Promise<void> {
  const { subject, body, html } = mail;
  writeFileSync(join(FOLDER, `${name}.html`), html);
  writeFileSync(join(FOLDER, `${name}.txt`), `Subject: ${subject}\n\n${body}\n`);
  const page = await browser.newPage();
  await page.setContent(html);
  for (const [width, pixels] of Object.entries(WIDTHS)) {
    await page.setViewportSize({ width: pixels, height: 400 });
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      const path = join(FOLDER, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  }
  await page.close();
}

async function main(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), "workhub-mail-"));
  Object.assign(process.env, {
    DATA_DIR: folder,
    DEMO: "0",
    LOG_LEVEL: "warn",
    NEXTAUTH_URL: "https://workhub.example",
    SMTP_URL: "",
  });
  const dataDir = join(folder, "postgres");
  const server = await startEmbeddedPostgres({ dataDir, password: "preview" });
  const { appUrl } = await migrate(server.ownerUrl);
  const own = connect(appUrl, { max: 4 });
  useConnection(own);
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
  try {
    for (const kind of NOTIFICATION_KINDS) await write(browser, kind, await raise(kind));
    await write(browser, "together", await raiseTogether());
    for (const [name, raise] of Object.entries(LETTERS)) {
      await write(browser, `letter-${name}`, await raiseLetter(raise));
    }
    console.log(
      JSON.stringify({
        folder: FOLDER,
        kinds: NOTIFICATION_KINDS.length,
        mails: NOTIFICATION_KINDS.length + 1 + Object.keys(LETTERS).length,
      }),
    );
  } finally {
    await browser.close();
    useConnection(undefined);
    await own.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await run(main);
process.exit();
