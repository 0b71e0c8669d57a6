import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import type { Role } from "#lib/auth/actor";
import { readEnv } from "#lib/env";
import { BROWSER_FLAGS, ensureBrowser } from "./browser.ts";
import { listPages } from "./doors/list-doors.ts";
import { run } from "./run.ts";
import { changeJob } from "./screenshots/change-job.ts";
import { findPages } from "./screenshots/find-pages.ts";
import { writeMail } from "./screenshots/write-mail.ts";
import { type Account, seedOnce } from "./seed-once.ts";
import { openStage } from "./stage.ts";

/*
 * `npm run screenshots`: a picture of every page, as each role sees it, in both themes and at both widths, of the demo in
 * a database that is thrown away. The last line is one line of JSON. Exit code 1 when a page has no picture.
 */

const FOLDER = ".screenshots";
const WIDTHS = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const THEMES = ["light", "dark"] as const;

/** Who looks, and what they see that no link leads to. */
const VIEWERS = [
  {
    name: "visitor",
    role: null,
    also: [
      "/",
      "/register",
      "/sign-in",
      "/reset-password",
      "/verify-email",
      "/change-email",
      "/undo-email",
      "/goodbye",
    ],
  },
  { name: "client", role: "client", also: ["/home", "/share"] },
  { name: "freelancer", role: "freelancer", also: ["/home", "/share"] },
  { name: "admin", role: "admin", also: ["/admin"] },
] as const satisfies readonly Viewer[];

const NEWCOMER = {
  role: "freelancer",
  email: "noor.haddad@example.com",
  password: "a long enough passphrase",
};

type Viewer = {
  readonly name: string;
  readonly role: Role | null;
  readonly also: readonly string[];
};

async function signIn(page: Page, address: string, account: Account): Promise<void> {
  await page.goto(`${address}/sign-in`);
  await page.getByRole("textbox", { name: "E-mail" }).fill(account.email);
  await page.getByRole("textbox", { name: "Password" }).fill(account.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
}

/** Somebody who has just registered, for the page that only they see. */
async function register(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/register?as=freelancer`);
  await page.getByRole("textbox", { name: "Your name" }).fill("Noor Haddad");
  await page.getByRole("textbox", { name: "E-mail" }).fill(NEWCOMER.email);
  await page.getByRole("textbox", { name: "Password" }).fill(NEWCOMER.password);
  await page.getByRole("button", { name: "Create my account" }).click();
  await page.waitForURL(/\/sign-in\?/);
  await signIn(page, address, NEWCOMER);
  await page.waitForURL("**/onboarding");
}

async function takePictures(
  context: BrowserContext,
  address: string,
  viewer: string,
  pages: readonly { readonly route: string; readonly path: string }[],
): Promise<number> {
  const page = await context.newPage();
  let count = 0;
  for (const { route, path } of pages) {
    await page.goto(address + path, { waitUntil: "load" });
    await page.locator("[aria-busy=true]:visible").first().waitFor({ state: "detached" });
    for (const [width, size] of Object.entries(WIDTHS)) {
      await page.setViewportSize(size);
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const name = `${fileNameOf(route)}-${width}-${colorScheme}.png`;
        // Colours that are still fading into the other theme are taken as they end.
        const how = { fullPage: true, animations: "disabled" } as const;
        await page.screenshot({ path: join(FOLDER, viewer, name), ...how });
        count += 1;
      }
    }
  }
  return count;
}

/** "/jobs/[jobId]/apply" → "jobs-jobId-apply". */
function fileNameOf(route: string): string {
  return route.replace(/[[\]]/g, "").split("/").filter(Boolean).join("-") || "landing";
}

async function look(
  browser: Browser,
  address: string,
  viewer: Viewer,
  accounts: readonly Account[],
) {
  const context = await browser.newContext({ locale: "en-IE", timezoneId: "Europe/Lisbon" });
  const page = await context.newPage();
  const account = accounts.find(({ role }) => role === viewer.role);
  if (account) await signIn(page, address, account);
  await page.close();
  const pages = await findPages(context.request, address, await listPages(), viewer.also);
  const pictures = await takePictures(context, address, viewer.name, pages);
  await context.close();
  console.log(`${viewer.name}: ${pages.length} pages, ${pictures} pictures`);
  return { routes: pages.map(({ route }) => route), pictures };
}

async function lookAtOnboarding(browser: Browser, address: string) {
  const context = await browser.newContext({ locale: "en-IE" });
  await register(await context.newPage(), address);
  const page = { route: "/onboarding", path: "/onboarding" };
  const pictures = await takePictures(context, address, "newcomer", [page]);
  await context.close();
  return { routes: [page.route], pictures };
}

async function main(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const stage = await openStage((line) => console.log(line));
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
  try {
    const accounts = await seedOnce(readEnv({ ...process.env, DEMO: "1" }));
    const client = accounts.find(({ role }) => role === "client");
    const changed = `/jobs/${await changeJob(client?.email ?? "")}/changes`;
    const stopping = await writeMail(client?.email ?? "");
    const { address } = await stage.startApp();
    const looks = [await lookAtOnboarding(browser, address)];
    for (const viewer of VIEWERS) {
      const found = viewer.role === "client" ? changed : viewer.role === null ? stopping : null;
      const also = found === null ? viewer.also : [...viewer.also, found];
      looks.push(await look(browser, address, { ...viewer, also }, accounts));
    }
    const seen = new Set(looks.flatMap(({ routes }) => routes));
    const missing = (await listPages()).filter((route) => !seen.has(route));
    const pictures = looks.reduce((sum, each) => sum + each.pictures, 0);
    process.exitCode = missing.length === 0 ? 0 : 1;
    console.log(JSON.stringify({ folder: FOLDER, pages: seen.size, pictures, missing }));
  } finally {
    await browser.close();
    await stage.close();
  }
}

await run(main);
process.exit();
