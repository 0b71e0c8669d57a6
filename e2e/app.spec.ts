import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import sharp from "sharp";
import { field } from "./support/form.ts";
import { addFunds, apply, postJob, startContract } from "./support/marketplace.ts";
import { newClient, newFreelancer, type Person } from "./support/person.ts";
import { expectSoundInBothThemes } from "./support/sound.ts";
import { test } from "./support/test.ts";

/* The installed app: what it needs to be installed, what can be read without a connection, and what stays of whom. */

test.use({ serviceWorkers: "allow" });

type Hired = {
  readonly client: Person;
  readonly freelancer: Person;
  readonly title: string;
  readonly paths: Readonly<
    Record<"board" | "job" | "conversation" | "contract" | "wallet", string>
  >;
};

/** A client who has hired a freelancer and has written to them. */
async function makeContract(browser: Browser, mark: string): Promise<Hired> {
  const title = `Chart the sandbanks ${mark}`;
  const client = await newClient(browser, `Shoal ${mark}`);
  const freelancer = await newFreelancer(browser, `Ragna ${mark}`, "SQL");
  await addFunds(client.page, "220");
  const { contract, job } = await startContract(client, freelancer, {
    title,
    price: "280",
    releaseRule: "On approval",
  });
  await client.page.goto(contract);
  await client.page.getByRole("button", { name: "Message Ragna" }).first().click();
  await expect(client.page).toHaveURL(/\/inbox\/cnv_/);
  const conversation = new URL(client.page.url()).pathname;
  await send(client.page, "The pilot waits.");
  await expect(stored(client.page)).toHaveCount(1);
  const paths = { board: "/jobs", job, conversation, contract, wallet: "/wallet" };
  return { client, freelancer, title, paths };
}

const stored = (page: Page) => page.getByRole("log").locator("[data-seq]");
const waiting = (page: Page) => page.getByRole("log").getByText(/^waiting /);
const writing = (page: Page) => page.getByRole("textbox", { name: /^Write to/ });
const asOf = (page: Page) => page.getByText(/No connection\. As of \d\d:\d\d\./);

async function send(page: Page, text: string): Promise<void> {
  await writing(page).fill(text);
  await writing(page).press("Enter");
  await expect(writing(page)).toHaveValue("");
}

async function expectInCharge(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state))
    .toBe("activated");
}

/** Everything that this browser keeps for whoever is here, as text: caches without the build's, databases, storages. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys()) {
      if (name.startsWith("workhub-build-")) continue;
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        found.push(request.url + (await (await cache.match(request))?.text()));
      }
    }
    for (const { name } of await indexedDB.databases()) found.push(`database ${name}`);
    found.push(...Object.entries(localStorage).flat(), ...Object.entries(sessionStorage).flat());
    return found;
  });
}

/** Reads these pages, until each is kept as it is now. */
async function read(page: Page, paths: readonly string[]): Promise<void> {
  await expectInCharge(page);
  await expectScripts(page);
  for (const path of paths) {
    const before = await keptAt(page, path);
    await page.goto(path);
    await expect(page.getByRole("heading").first()).toBeVisible();
    await expect.poll(() => keptAt(page, path)).toBeGreaterThan(before);
  }
}

/** All scripts of the build are on the device, so that what is loaded later works without a connection. */
async function expectScripts(page: Page): Promise<void> {
  const missing = () =>
    page.evaluate(async () => {
      const worker = await (await fetch("/sw.js")).text();
      const scripts = new Set(worker.match(/\/_next\/static\/chunks\/[\w./~-]+\.js/g));
      const found = await Promise.all([...scripts].map((script) => caches.match(script)));
      return scripts.size === 0 || found.includes(undefined);
    });
  await expect.poll(missing).toBe(false);
}

/** When the worker kept this page, in ms; 0 when it is not kept. The vault names it as lib/phone/client/vault.ts does. */
function keptAt(page: Page, path: string): Promise<number> {
  return page.evaluate(async (address) => {
    const vault = await new Promise<{ naming: CryptoKey } | undefined>((resolve) => {
      const opening = indexedDB.open("workhub-vault");
      // Only the worker makes this database; where it is missing, nothing is kept.
      opening.onupgradeneeded = () => opening.transaction?.abort();
      opening.onerror = () => resolve(undefined);
      opening.onsuccess = () => {
        const database = opening.result;
        const [shelf] = database.objectStoreNames;
        if (!shelf) {
          database.close();
          resolve(undefined);
          return;
        }
        const asked = database.transaction(shelf).objectStore(shelf).getAll();
        asked.onsuccess = () => {
          database.close();
          resolve(asked.result[0]);
        };
      };
    });
    if (!vault) return 0;
    const text = new TextEncoder().encode(`page ${address}`);
    const signed = await crypto.subtle.sign("HMAC", vault.naming, text);
    const name = [...new Uint8Array(signed)].map((byte) => byte.toString(16).padStart(2, "0"));
    const found = await caches.match(`/kept/${name.join("")}`);
    return Number(found?.headers.get("x-kept-at") ?? 0);
  }, path);
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Your account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
}

test("it can be installed: the manifest is complete, every picture is what it says, and a worker is in charge", async ({
  page,
  context,
  request,
}) => {
  await page.goto("/");
  await expectInCharge(page);
  const devtools = await page.context().newCDPSession(page);
  const { errors, data, url } = await devtools.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  expect(new URL(url).pathname).toBe("/manifest.webmanifest");
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  // The browser of a test keeps nothing, and browsers install nothing from such windows.
  const reasons = installabilityErrors.map(({ errorId }) => errorId);
  expect(reasons.filter((reason) => reason !== "in-incognito")).toEqual([]);

  const manifest = JSON.parse(data ?? "");
  expect(manifest).toMatchObject({
    id: "/",
    scope: "/",
    start_url: "/home",
    display: "standalone",
  });
  expect(manifest.icons.filter(({ purpose }: Picture) => purpose === "maskable")).toHaveLength(2);
  const factors = manifest.screenshots.map((picture: Picture) => picture.form_factor);
  expect(factors.sort()).toEqual(["narrow", "wide"]);
  for (const { src, sizes, type } of [...manifest.icons, ...manifest.screenshots]) {
    const answer = await request.get(src);
    expect(answer.headers()["content-type"]?.split(";")[0], src).toBe(type);
    const { width, height } = await sharp(await answer.body()).metadata();
    if (sizes !== "any") expect(`${width}x${height}`, src).toBe(sizes);
  }
  for (const { url: place } of manifest.shortcuts) {
    expect((await request.get(place)).status(), place).toBe(200);
  }
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const [bar, paper] = await page.evaluate((wanted) => {
      const tags = document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]");
      const tag = [...tags].find(({ media }) => media.includes(wanted));
      const probe = document.body.appendChild(document.createElement("i"));
      probe.style.color = tag?.content ?? "";
      const shown = getComputedStyle(probe).color;
      probe.remove();
      return [shown, getComputedStyle(document.body).backgroundColor];
    }, scheme);
    expect(bar, scheme).toBe(paper);
  }
  await context.addCookies([{ name: "theme", value: "dark", url: page.url() }]);
  await page.reload();
  const bars = page.locator("meta[name=theme-color]");
  await expect(bars).toHaveCount(2);
  for (const bar of await bars.all()) await expect(bar).toHaveAttribute("content", "#161614");
  const script = await request.get("/sw.js");
  expect(script.headers()).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "no-cache",
    "service-worker-allowed": "/",
    "x-content-type-options": "nosniff",
  });
});

type Picture = { readonly purpose?: string; readonly form_factor?: string };

test("without a connection the board, a job, a conversation, a contract and the wallet are read as of a time, and what is written goes out once", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { client, freelancer, title, paths } = await makeContract(browser, `keel${Date.now()}`);
  const { page, context } = client;
  await read(page, Object.values(paths));
  await context.setOffline(true);

  await test.step("each as it was", async () => {
    const shown = [
      [paths.board, page.getByRole("heading", { name: /jobs/i }).first()],
      [paths.job, page.getByRole("heading", { level: 1, name: title })],
      [paths.contract, page.getByText("€280.00 held").first()],
      [paths.wallet, page.getByText("€220.00").first()],
    ] as const;
    for (const [path, content] of shown) {
      await page.goto(path);
      await expect(content).toBeVisible();
      await expect(asOf(page)).toBeVisible();
    }
  });

  await test.step("by links too, which the router cannot follow now", async () => {
    await page.goto(paths.wallet);
    await page.getByRole("link", { name: title }).filter({ visible: true }).first().click();
    await expect(page).toHaveURL(new RegExp(paths.contract));
    await expect(page.getByText("€280.00 held").first()).toBeVisible();
    await expect(asOf(page)).toBeVisible();
  });

  await test.step("a message written now waits, and survives a reload", async () => {
    await page.goto(paths.conversation);
    await expect(page.getByText("The pilot waits.").last()).toBeVisible();
    await expect(asOf(page)).toBeVisible();
    await send(page, "So does the tide.");
    await expect(waiting(page)).toHaveCount(1);
    await page.reload();
    await expect(waiting(page)).toHaveCount(1);
  });

  await test.step("the connection is back: it goes out once, and the page is up to date", async () => {
    await context.setOffline(false);
    await expect(stored(page)).toHaveCount(2);
    await expect(waiting(page)).toHaveCount(0);
    await expect(asOf(page)).toHaveCount(0);
    await freelancer.page.goto(paths.conversation);
    await expect(stored(freelancer.page)).toHaveCount(2);
    await expect(stored(freelancer.page)).toContainText(["The pilot waits.", "So does the tide."]);
  });
});

test("a page that was never read says so in words, lists what can be read, and leads there; money waits for nothing", async ({
  browser,
}) => {
  const client = await newClient(browser, `Buoy ${Date.now()}`);
  const { page, context } = client;
  await addFunds(page, "50");
  await page.goto("/home");
  await read(page, ["/wallet", "/home"]);
  await page.goto("/wallet/add-funds");
  await field(page, "Amount").fill("30");
  await page.getByRole("radio", { name: /4242/ }).check();
  await context.setOffline(true);
  await page.getByRole("button", { name: /^Add €/ }).click();
  await expect(page.getByText("It is not known yet whether this went through.")).toBeVisible();
  await page.goto("/wallet/withdraw");
  await expect(
    page.getByRole("heading", { name: "This page has not been read on this device yet." }),
  ).toBeVisible();
  await expectSoundInBothThemes(page, "a page that was never read");
  await page.getByRole("link", { name: /^Wallet.*as of/ }).click();
  await expect(page.getByText("€50.00").first()).toBeVisible();
  await expect(asOf(page)).toBeVisible();
  await expectSoundInBothThemes(page, "the wallet as of a time");
  await context.setOffline(false);
  await expect(asOf(page)).toHaveCount(0);
  await page.goto("/wallet");
  await expect(page.getByRole("link", { name: "€50.00 available" })).toBeVisible();
});

/** A client with a job on the board, whose pages can be read on this device. */
async function readOwnPages(browser: Browser, mark: string) {
  const title = `Mend the jetty ${mark}`;
  const client = await newClient(browser, `Jetty ${mark}`);
  const offered = { title, budget: "310", skills: "SQL", releaseRule: "On approval" } as const;
  const job = await postJob(client, offered);
  await client.page.goto("/home");
  await read(client.page, [job, "/my-jobs", "/wallet"]);
  return { ...client, title, paths: [job, "/my-jobs", "/wallet"] };
}

test("signing out leaves nothing of the person on the device, in no tab, and no page to read", async ({
  browser,
}) => {
  const { page, context, paths } = await readOwnPages(browser, `wreck${Date.now()}`);
  await page.goto("/wallet/add-funds");
  await field(page, "Amount").fill("70");
  await expect.poll(async () => (await kept(page)).join()).toContain("sealed");
  const second = await context.newPage();
  await second.goto("/my-jobs");
  await signOut(second);
  await expect(second).toHaveURL("/");
  await expect(page).toHaveURL(/\/sign-in/);
  await expect.poll(() => kept(page)).toEqual([]);
  await expect.poll(() => kept(second)).toEqual([]);
  await context.setOffline(true);
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByText("Nothing can be read here yet")).toBeVisible();
  }
});

test("a session that was ended elsewhere leaves nothing readable either", async ({ browser }) => {
  const client = await newClient(browser, `Fender ${Date.now()}`);
  const { page, context } = client;
  await page.goto("/home");
  await read(page, ["/home", "/wallet"]);
  await context.clearCookies({ name: /session-token/ });
  await page.goto("/wallet");
  await expect(page).toHaveURL(/\/sign-in/);
  // Only what was typed and not sent would stay, sealed, for the same person.
  await expect.poll(() => kept(page)).toEqual([]);
  await context.setOffline(true);
  await page.goto("/wallet");
  await expect(page.getByText("Nothing can be read here yet")).toBeVisible();
});

test("another person on the same device sees nothing of the person before, without a connection too", async ({
  browser,
}) => {
  const { page: theirs, context, title, paths } = await readOwnPages(browser, `reef${Date.now()}`);
  const next = await newClient(browser, `Next ${Date.now()}`);
  const page = await context.newPage();
  await theirs.close();
  await context.clearCookies();
  await context.addCookies(await next.context.cookies());
  await page.goto("/home");
  await read(page, ["/home"]);
  await expectNothingOf(context, page, [title, "€310.00", ...paths]);
  await context.setOffline(true);
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/has not been read/);
    await expect(page.locator("body")).not.toContainText(title);
  }
  await page.goto("/home");
  await expect(asOf(page)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Your account, .*Next/ })).toBeVisible();
});

/** Neither what is stored nor what the worker can open says any of this. */
async function expectNothingOf(
  context: BrowserContext,
  page: Page,
  words: readonly string[],
): Promise<void> {
  const all = (await kept(page)).join("\n");
  for (const word of words) expect(all).not.toContain(word);
  await context.setOffline(true);
  await page.goto("/never/read");
  for (const word of words) expect(await page.content()).not.toContain(word);
  await context.setOffline(false);
}

test("a tab of an older build loads itself again when something of its build is gone, and loses nothing that was typed", async ({
  browser,
}) => {
  const client = await newClient(browser, `Pilot ${Date.now()}`);
  const { page, context } = client;
  await page.goto("/jobs/new");
  await expectInCharge(page);
  await field(page, "Title").fill("Paint the lighthouse white");
  await field(page, "Description").fill("Two coats, and the lamp stays on while you paint.");
  // The server goes on to another build, and the device as well: what this tab has not loaded yet no longer exists.
  await expectScripts(page);
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  let isGone = true;
  await context.route("**/_next/static/chunks/**", (route) =>
    isGone ? route.fulfill({ status: 404, body: "Not found" }) : route.continue(),
  );
  page.on("framenavigated", () => {
    isGone = false;
  });
  await page.evaluate(() => Reflect.set(window, "isOldTab", true));
  await page.getByRole("button", { name: /^Your account/ }).click();
  await expect
    .poll(() => page.evaluate(() => Reflect.get(window, "isOldTab")).catch(() => true))
    .toBe(undefined);
  await expect(field(page, "Title")).toHaveValue("Paint the lighthouse white");
  await expect(field(page, "Description")).toHaveValue(/the lamp stays on/);
  await expect(page.getByText("What you wrote here is back.")).toBeVisible();
});

test("what another app shares goes into a message or into work that is submitted, and only once the person sends it", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { client, freelancer, title, paths } = await makeContract(browser, `wharf${Date.now()}`);
  const { page } = freelancer;
  await page.goto("/home");
  await expectInCharge(page);

  await test.step("into a message, with its words", async () => {
    await share(page, { text: "The western channel", file: "depths.csv" });
    await expect(page.getByRole("heading", { name: "Where should it go?" })).toBeVisible();
    await page.getByRole("link", { name: client.name }).filter({ visible: true }).last().click();
    await expect(page).toHaveURL(paths.conversation);
    await expect(writing(page)).toHaveValue("The western channel");
    await expect(page.getByRole("list", { name: "Files to attach" })).toContainText("depths.csv");
    await expect(page.getByText("You can send once")).toHaveCount(0);
    await expect(stored(page)).toHaveCount(1);
    await writing(page).press("Enter");
    await expect(stored(page).last()).toContainText("The western channel");
    await expect(stored(page).last()).toContainText("depths.csv");
  });

  await test.step("into work that is submitted", async () => {
    await share(page, { text: "", file: "chart.csv" });
    await page.getByRole("link", { name: title }).first().click();
    await expect(page).toHaveURL(paths.contract);
    await expect(page.getByRole("list", { name: "Files to attach" })).toContainText("chart.csv");
    await expect(page.locator("input[name=fileIds]")).toHaveCount(1);
  });

  await test.step("once: after a reload it is nowhere", async () => {
    await page.goto(`${paths.conversation}#shared`);
    await expect(writing(page)).toHaveValue("");
    await expect(page).toHaveURL(paths.conversation);
    await expect(page.getByRole("list", { name: "Files to attach" })).toHaveCount(0);
  });
});

/** What a phone's own share menu does: it posts a form to the address in the manifest. */
async function share(page: Page, { text, file }: { text: string; file: string }): Promise<void> {
  await page.evaluate(
    ([words, name]) => {
      const form = document.createElement("form");
      Object.assign(form, { method: "post", action: "/share", enctype: "multipart/form-data" });
      const input = (given: object) =>
        form.appendChild(Object.assign(document.createElement("input"), given));
      input({ name: "text", value: words });
      const picked = new DataTransfer();
      picked.items.add(new File(["day,depth\n1,4.2\n"], name, { type: "text/csv" }));
      input({ name: "files", type: "file", files: picked.files });
      document.body.append(form);
      form.submit();
    },
    [text, file] as const,
  );
  await expect(page).toHaveURL("/share");
}

test("being told on a device is offered after a message, not on arrival, and “Not now” is kept; the switch is in the settings", {
  tag: "@long",
}, async ({ browser }) => {
  const mark = `halyard${Date.now()}`;
  const title = `Splice the halyard ${mark}`;
  const client = await newClient(browser, `Halyard ${mark}`);
  await postJob(client, { title, budget: "200", skills: "SQL", releaseRule: "On approval" });
  const freelancer = await newFreelancer(browser, `Siv ${mark}`, "SQL");
  const { page, context } = freelancer;
  const told = page.getByRole("checkbox", { name: /^Get told on this device/ });
  // A browser without windows has answered no for the person.
  await page.goto("/settings");
  await expect(told).toBeDisabled();
  await expect(page.getByText("This browser blocks it.")).toBeVisible();
  await context.addInitScript(() =>
    Object.defineProperty(Notification, "permission", { get: () => "default" }),
  );
  await page.reload();
  await expect(told).toBeEnabled();
  await expect(told).not.toBeChecked();
  await page.goto(await apply(freelancer, title, "180"));
  await page
    .getByRole("button", { name: /^Message Halyard/ })
    .first()
    .click();
  await expect(writing(page)).toBeVisible();
  const offer = page.getByRole("complementary", { name: "Get told on this device" });
  await expect(offer.filter({ visible: true })).toHaveCount(0);
  await send(page, "Which rope is it?");
  await expect(offer.filter({ visible: true })).toHaveCount(1);
  await expectSoundInBothThemes(page, "the offer to be told");
  await offer.filter({ visible: true }).getByRole("button", { name: "Not now" }).click();
  await send(page, "And how long?");
  await expect(stored(page)).toHaveCount(2);
  await expect(offer.filter({ visible: true })).toHaveCount(0);
});

test("installing is offered once, after the first proposal, and always in the account menu", async ({
  browser,
}) => {
  const mark = `tiller${Date.now()}`;
  const title = `Rig the dinghy ${mark}`;
  const client = await newClient(browser, `Tiller ${mark}`);
  await postJob(client, { title, budget: "200", skills: "SQL", releaseRule: "On approval" });
  const freelancer = await newFreelancer(browser, `Finn ${mark}`, "SQL");
  const { page } = freelancer;
  const offer = page.getByRole("complementary", { name: "Install WorkHub" });
  await page.goto(await apply(freelancer, title, "180"));
  await expect(offer).toHaveCount(0);
  await sayInstallable(page);
  await expect(offer).toBeVisible();
  await offer.getByRole("button", { name: "Not now" }).click();
  await expect(offer).toHaveCount(0);

  await page.reload();
  await sayInstallable(page);
  await page.getByRole("button", { name: /^Your account/ }).click();
  await page.getByRole("menuitem", { name: "Install WorkHub" }).click();
  await expect.poll(() => page.evaluate(() => Reflect.get(window, "isAsked"))).toBe(true);
  await expect(offer).toHaveCount(0);
});

/** What a browser says when it can install, which that of a test never does: until the page takes note of it. */
async function sayInstallable(page: Page): Promise<void> {
  const isTaken = () =>
    page.evaluate(() => {
      const event = new Event("beforeinstallprompt", { cancelable: true });
      const prompt = async () => Reflect.set(window, "isAsked", true);
      window.dispatchEvent(Object.assign(event, { prompt }));
      return event.defaultPrevented;
    });
  await expect.poll(isTaken).toBe(true);
}
