import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "@playwright/test";
import { getDb } from "#db/client";
import { sessionCookieName } from "#lib/auth/cookies";
import { createSession } from "#lib/auth/sessions";
import { encodeSessionToken } from "#lib/auth/token";
import type { CuttingProxy, FormCut } from "./cutting-proxy.ts";
import type { Scene, Write } from "./scene.ts";

/** What can be wrong after a form's answer was cut and the person has continued. */
export type Faults = { twice: number; lost: number; textLost: number; saidWrong: number };

const GONE = "It went through.";
const NOT_GONE = "It did not go through.";
const NOBODY_KNOWS = "it is not known whether this went through";
const STILL_HERE = "You may still be signed in.";
const NOT_KNOWN = "it is not known whether this was done";
const OLD_PAGE = "WorkHub has changed since this page was loaded.";
const PATIENCE_MS = 40_000;
const LOOK_MS = 100;
/** By then the browser has resent what it resends by itself. */
const RESENT_MS = 500;
const STEP_MS = 20_000;
const CLOSE_MS = 5_000;

/**
 * The same without scripts: the answer is cut, and the person lets the browser send the same form again. That must get
 * an answer, and the database must not hold the work twice.
 */
export async function tryPlainPost(
  browser: Browser,
  proxy: CuttingProxy,
  write: Write,
  cut: FormCut,
): Promise<Faults> {
  const scene = await write.scene();
  const options = { baseURL: proxy.address, locale: "en-IE", javaScriptEnabled: false };
  const context = await browser.newContext(options);
  try {
    await context.addCookies(await cookiesOf(scene, proxy.address));
    const page = await context.newPage();
    page.setDefaultTimeout(STEP_MS);
    await page.goto(scene.path);
    await fillIn(page, write, scene);
    proxy.cutNext(cut);
    const [sent] = await Promise.all([
      page.waitForRequest((request) => request.method() === "POST"),
      pressIt(page, write, scene),
    ]);
    await proxy.cutDone();
    await proxy.recover();
    proxy.letPass();
    const answer = await postAgain(context, sent.url(), {
      body: sent.postDataBuffer(),
      type: (await sent.allHeaders())["content-type"] ?? "",
    });
    const times = await scene.count();
    return {
      twice: times > 1 ? 1 : 0,
      lost: times === 0 ? 1 : 0,
      textLost: 0,
      saidWrong: answer < 400 ? 0 : 1,
    };
  } finally {
    await proxy.recover();
    await closeInTime(context);
  }
}

async function postAgain(
  context: BrowserContext,
  url: string,
  { body, type }: { body: Buffer | null; type: string },
): Promise<number> {
  if (!body) throw new Error("The form was not posted");
  const headers = { "content-type": type, origin: new URL(url).origin };
  return (await context.request.post(url, { data: body, headers })).status();
}

/** Sends one form with its answer cut, reads what the page says, and continues as a person would. */
export async function tryWrite(
  browser: Browser,
  proxy: CuttingProxy,
  write: Write,
  cut: FormCut,
): Promise<Faults> {
  const scene = await write.scene();
  const context = await browser.newContext({
    baseURL: proxy.address,
    locale: "en-IE",
    // It never answers a form; what it shows without a server is e2e/app.spec.ts's matter.
    serviceWorkers: "block",
  });
  try {
    await context.addCookies(await cookiesOf(scene, proxy.address));
    const page = await context.newPage();
    page.setDefaultTimeout(STEP_MS);
    await page.goto(scene.path);
    await waitForScripts(page);
    await fillIn(page, write, scene);
    proxy.cutNext(cut);
    await pressIt(page, write, scene);
    await proxy.cutDone();
    return await judge(page, proxy, write, scene);
  } finally {
    await proxy.recover();
    await closeInTime(context);
  }
}

const fillIn = (page: Page, { fill }: Write, { subject = "" }: Scene) => fill?.(page, subject);
const pressIt = (page: Page, { press }: Write, { subject = "" }: Scene) => press(page, subject);

/** Until React has taken over every form and button; before that, the browser itself posts a form. */
async function waitForScripts(page: Page): Promise<void> {
  try {
    await page.waitForFunction(() => {
      const all = [...document.querySelectorAll("form, button")];
      return all.every((one) => Object.keys(one).some((key) => key.startsWith("__reactProps")));
    });
  } catch (cause) {
    const dead = await page.evaluate(() =>
      [...document.querySelectorAll("form, button")]
        .filter((one) => !Object.keys(one).some((key) => key.startsWith("__reactProps")))
        .map((one) => one.outerHTML.slice(0, 200)),
    );
    throw new Error(`React has not taken over: ${dead.join(" ")}`, { cause });
  }
}

async function judge(page: Page, proxy: CuttingProxy, write: Write, scene: Scene): Promise<Faults> {
  const goOn = write.settles === "asks" || write.settles === "repeats" ? goOnAsTold : goOnByItself;
  const faults = await goOn(page, proxy, write, scene);
  await waitFor(async () => (await scene.count()) > 0);
  const times = await scene.count();
  return { ...faults, twice: times > 1 ? 1 : 0, lost: times === 0 ? 1 : 0 };
}

type Told = Pick<Faults, "textLost" | "saidWrong">;

/** The form says what had happened, and is sent again when it says that nothing had. */
async function goOnAsTold(
  page: Page,
  proxy: CuttingProxy,
  write: Write,
  scene: Scene,
): Promise<Told> {
  await proxy.recover();
  const said = await readVerdict(page);
  proxy.letPass();
  const times = await scene.count();
  const told = { textLost: 0, saidWrong: isTrue(said, times, write) ? 0 : 1 };
  if (times > 0 && write.settles !== "repeats") return told;
  if (!(await hasText(page, write))) told.textLost = 1;
  if (told.textLost) await fillIn(page, write, scene);
  // A person types again what is never kept on a device, as the empty field asks.
  else await write.fillUnkept?.(page);
  await pressIt(page, write, scene);
  return told;
}

/** In the end it goes through by itself, or says what the person has to do about it. */
async function goOnByItself(
  page: Page,
  proxy: CuttingProxy,
  write: Write,
  scene: Scene,
): Promise<Told> {
  const isDone = async () => (await scene.count()) > 0;
  let said: string | null = null;
  const saying = waitFor(async () => {
    said ??= await firstSaid(page, [OLD_PAGE, NOT_KNOWN, STILL_HERE]);
    return said !== null || (await isDone());
  });
  await proxy.recover();
  await sleep(RESENT_MS);
  // A form that leaves says so before the way is free again.
  if (write.settles === "leaves") await saying;
  proxy.letPass();
  await saying;
  if (said === OLD_PAGE || said === NOT_KNOWN) {
    await page.reload();
    await waitForScripts(page);
  }
  const isOver = await isDone();
  if (!isOver) await pressIt(page, write, scene);
  return { textLost: 0, saidWrong: isOver || said ? 0 : 1 };
}

async function firstSaid(page: Page, sentences: readonly string[]): Promise<string | null> {
  for (const sentence of sentences) if (await says(page, sentence)) return sentence;
  return null;
}

type Verdict = "gone" | "notGone" | "nobodyKnows" | "nothing";

async function readVerdict(page: Page): Promise<Verdict> {
  let verdict: Verdict = "nothing";
  await waitFor(async () => {
    if (await says(page, NOT_GONE)) verdict = "notGone";
    else if (await says(page, GONE)) verdict = "gone";
    else if (await says(page, NOBODY_KNOWS)) verdict = "nobodyKnows";
    return verdict !== "nothing";
  });
  return verdict;
}

/** Between two documents there is nothing to read. */
function says(page: Page, words: string): Promise<boolean> {
  return page
    .getByText(words)
    .first()
    .isVisible()
    .catch(() => false);
}

async function waitFor(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline && !(await isSo())) await sleep(LOOK_MS);
}

function isTrue(said: Verdict, times: number, { settles }: Write): boolean {
  if (settles === "repeats") return said === "nobodyKnows";
  return said === (times > 0 ? "gone" : "notGone");
}

async function hasText(page: Page, { typed }: Write): Promise<boolean> {
  if (!typed) return true;
  const value = await page.getByLabel(typed.label).filter({ visible: true }).first().inputValue();
  return value === typed.text;
}

/** Chromium sometimes never answers while a page is navigating. What it holds ends with the process. */
export function closeInTime(what: { close(): Promise<void> }): Promise<void> {
  return Promise.race([what.close(), sleep(CLOSE_MS)]);
}

async function cookiesOf({ person, cookie }: Scene, url: string) {
  const cookies = cookie ? [{ ...cookie, url }] : [];
  if (!person) return cookies;
  const { userId } = person;
  const sessionId = await getDb().transaction((tx) => createSession(tx, userId, "test device"));
  const value = await encodeSessionToken({ userId, sessionId });
  return [...cookies, { name: sessionCookieName(), value, url }];
}
