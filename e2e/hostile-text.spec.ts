import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { field } from "./support/form.ts";
import { HOSTILE, HOSTILE_NAMES } from "./support/hostile.ts";
import { apply, disclose, postJob } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { test } from "./support/test.ts";

/* Text that tries to run, wherever people can write: none of it runs, and all of it is shown as it was written. */

/** Everything that a text would leave behind if it ran or was parsed as markup. */
class Canary {
  readonly sung: string[] = [];

  async watch(context: BrowserContext): Promise<void> {
    await context.exposeFunction("canary", () => this.sung.push("the script ran"));
    const watchPage = (page: Page) => {
      page.on("console", (message) => {
        // What the policy refuses was parsed as markup, even if it did not run.
        const text = message.text();
        if (message.type() === "error" && !/net::ERR|status of/.test(text)) this.sung.push(text);
      });
      page.on("pageerror", (error) => this.sung.push(error.message));
      page.on("dialog", (dialog) => this.sung.push(`dialog: ${dialog.message()}`));
      page.on("request", (request) => {
        const { pathname, protocol } = new URL(request.url());
        if (pathname.startsWith("/canary") || protocol === "javascript:") {
          this.sung.push(`asked for ${request.url()}`);
        }
      });
    };
    for (const page of context.pages()) watchPage(page);
    context.on("page", watchPage);
  }
}

/**
 * Nothing on the page, when all of it is there, could only have come from hostile text: no element, no link that runs
 * something, and no data for search engines that a text has broken out of.
 */
async function expectPlain(page: Page): Promise<void> {
  await expect(page.locator("main [aria-busy=true]").filter({ visible: true })).toHaveCount(0);
  const found = await page.evaluate(() => {
    const main = document.querySelector("main");
    const handlers = "onerror onload onclick onfocus onmouseover ontoggle onbegin onstart onblur"
      .split(" ")
      .map((name) => `[${name}]`);
    const markup =
      "script:not([type='application/ld+json']), iframe, object, embed, applet, base, marquee, math, video, audio, style";
    const foreign = main?.querySelectorAll([markup, ...handlers].join()) ?? [];
    const links = [...document.querySelectorAll("a[href]")].filter(
      (link) => !/^(https?|mailto):/.test(link instanceof HTMLAnchorElement ? link.href : ""),
    );
    return [...foreign, ...links].map((element) => element.outerHTML);
  });
  // React streams scripts of its own; they carry the page's nonce.
  expect(found.filter((html) => !/^<script[^>]* nonce=/.test(html))).toEqual([]);
  for (const data of await page.locator("script[type='application/ld+json']").allTextContents()) {
    expect(JSON.parse(data)).toHaveProperty("@type");
  }
}

const plain = (text: string) => text.replace(/\s+/g, " ").trim();

async function post(page: Page, path: string, body: object): Promise<number> {
  return page.evaluate(
    async ([path, body]) => {
      const headers = { "content-type": "application/json" };
      return (await fetch(path, { method: "POST", headers, body })).status;
    },
    [path, JSON.stringify(body)] as const,
  );
}

const isSixth = (_: string, index: number): boolean => index % 6 === 0;

test("hostile text in proposals, names, messages and file names is shown and never runs", ({
  browser,
}) => writeEverywhere(browser, HOSTILE.filter(isSixth), HOSTILE_NAMES.filter(isSixth)));

test(
  "all hostile text there is, in the same places, is shown and never runs",
  {
    tag: "@long",
  },
  ({ browser }) => writeEverywhere(browser, HOSTILE, HOSTILE_NAMES),
);

async function writeEverywhere(
  browser: Browser,
  hostile: readonly string[],
  hostileNames: readonly string[],
): Promise<void> {
  test.setTimeout(420_000);
  const mark = `hostile${Date.now()}`;
  const title = `<img src=x onerror=canary()> ${mark}`;
  const client = await newClient(browser, `"><img src=x onerror=canary()>`);
  const freelancer = await newFreelancer(browser, "</title><script>canary()</script>", "SQL");
  const canary = new Canary();
  await canary.watch(client.context);
  await canary.watch(freelancer.context);
  const job = await postJob(client, { title, releaseRule: "On approval" });
  const jobId = job.split("/").at(-1) ?? "";

  await test.step("in proposals", async () => {
    await freelancer.page.goto(await apply(freelancer, title, "280"));
    // As much as a proposal can hold, from both ends of the list.
    const half = Math.ceil(hostile.length / 2);
    for (const texts of [hostile.slice(0, half), hostile.slice(half)]) {
      const letter = texts.join("\n").slice(0, 4_900);
      await disclose(freelancer.page, "Withdraw");
      await freelancer.page.getByRole("button", { name: "Withdraw this proposal" }).click();
      await freelancer.page.getByRole("link", { name: "Apply again" }).click();
      await field(freelancer.page, /^What you write to/).fill(letter);
      await field(freelancer.page, "Your price").fill("280");
      await field(freelancer.page, "Your timeline in days").fill("9");
      await freelancer.page.getByRole("button", { name: /^Send/ }).click();
      await expect(freelancer.page).toHaveURL(/\/proposals\/prp_/);
      await expectPlain(freelancer.page);
      await client.page.goto(`${job}/proposals`);
      await expect(client.page.getByText(texts[3] ?? "").first()).toBeVisible();
      await expectPlain(client.page);
      await client.page
        .getByRole("link", { name: /Read the proposal/ })
        .first()
        .click();
      const shown = plain((await client.page.locator(".prose-text").first().textContent()) ?? "");
      for (const text of texts.slice(0, -2)) expect(shown).toContain(plain(text));
      await expectPlain(client.page);
    }
  });

  const { page } = client;
  await page
    .getByRole("button", { name: /^Message/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/inbox\/cnv_/);
  const room = new URL(page.url()).pathname;
  const messages = page.getByRole("log");

  await test.step("in messages", async () => {
    for (const [index, body] of hostile.entries()) {
      const clientId = `hostile-message-${mark}-${index}`;
      const path = `/api/conversations/${room.split("/").at(-1)}/messages`;
      expect(await post(page, path, { clientId, body, fileIds: [] }), body).toBe(201);
    }
    // As the server renders it and as it arrives live, for writer and reader, in the conversation and in the list.
    for (const reader of [client.page, freelancer.page]) {
      await reader.goto(room);
      const older = reader.getByRole("button", { name: "Show earlier messages" });
      const log = reader.getByRole("log");
      await expect(log).toContainText(plain(hostile.at(-1) ?? ""));
      await expect(async () => {
        if (await older.isVisible()) await older.click({ timeout: 1_000 });
        await expect(reader.getByText("Only the two of you")).toBeVisible({ timeout: 500 });
      }).toPass({ timeout: 60_000 });
      await expect(log.locator("[data-seq]")).toHaveCount(hostile.length);
      const shown = (await log.locator("[data-seq]").allTextContents()).map(plain);
      for (const [index, text] of hostile.entries()) expect(shown[index]).toContain(plain(text));
      await expectPlain(reader);
    }
  });

  await test.step("in names of files", async () => {
    const names = hostile
      .filter((name) => name.length < 120 && !/[/\\\n\t\u200b\u00ad\u202e\u2028]/.test(name))
      .slice(0, 20);
    for (const ten of [names.slice(0, 10), names.slice(10)]) {
      await page
        .locator("input[type=file]")
        .setInputFiles(
          ten.map((name) => ({ name, mimeType: "text/plain", buffer: Buffer.from("harmless") })),
        );
      await expect(page.getByRole("list", { name: "Files to attach" })).toBeVisible();
      await expect(page.getByText("You can send once")).toHaveCount(0, { timeout: 30_000 });
      await page.getByRole("button", { name: "Send", exact: true }).click();
      const last = messages.locator("[data-seq]").last();
      const shown = async () => plain((await last.textContent()) ?? "").replaceAll(" ", "");
      for (const name of ten) await expect.poll(shown).toContain(name.replaceAll(" ", ""));
      await expect(last.getByRole("link")).toHaveCount(ten.length);
      await expectPlain(page);
      await expectPlain(freelancer.page);
    }
  });

  await test.step("in people’s names", async () => {
    for (const name of hostileNames) {
      await freelancer.page.goto("/settings/profile");
      await field(freelancer.page, "Your name").fill(name);
      await freelancer.page.getByRole("button", { name: "Save and see my page" }).click();
      await expect(freelancer.page).toHaveURL(/\/freelancers\//);
      await expect(freelancer.page.getByRole("heading", { level: 1 })).toHaveText(plain(name));
      await expectPlain(freelancer.page);
      await page.goto("/inbox");
      await expect(page.getByRole("link", { name: plain(name) }).first()).toBeVisible();
      await expectPlain(page);
      await page.goto(room);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(plain(name));
      await expectPlain(page);
    }
  });

  await page.goto(`/jobs/${jobId}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expectPlain(page);
  expect(canary.sung).toEqual([]);
}
