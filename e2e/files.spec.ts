import { type Browser, expect, type Page } from "@playwright/test";
import { readZip } from "#db/testing/read-zip";
import {
  aPdf,
  aPicture,
  aText,
  attach,
  choose,
  download,
  type RealFile,
  someBytes,
} from "./support/files.ts";
import { field } from "./support/form.ts";
import { disclose, startContract, submitWork } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { test } from "./support/test.ts";

/* Real files, from one person's computer to the other's, in a real browser. */

/** Two people with a contract, on its page. */
async function hired(browser: Browser) {
  const mark = `files${Date.now()}`;
  const title = `Draw our price list again ${mark}`;
  const client = await newClient(browser, `Teapot ${mark}`);
  const freelancer = await newFreelancer(browser, `Ada ${mark}`, "Drawing");
  const { contract } = await startContract(client, freelancer, {
    title,
    price: "400",
    releaseRule: "On approval",
  });
  await client.page.goto(contract);
  await freelancer.page.goto(contract);
  return { client, freelancer };
}

function tiles(page: Page, list: string) {
  return page.getByRole("list", { name: list }).filter({ visible: true }).getByRole("listitem");
}

async function expectZip(page: Page, files: readonly RealFile[]): Promise<void> {
  const { name, bytes } = await download(page, /Download all/);
  expect(name).toMatch(/\.zip$/);
  const entries = readZip(bytes);
  expect([...entries.keys()]).toEqual(files.map((file) => file.name));
  for (const file of files) expect(entries.get(file.name)?.equals(file.buffer)).toBe(true);
}

/** The statuses that others get when they ask for this page's files. */
async function statusesFor(page: Page, others: readonly Page[]): Promise<number[]> {
  const link = tiles(page, "Files of version 1").getByRole("link").first();
  const address = await link.getAttribute("href");
  const answers = others.map((other) => other.request.get(address ?? ""));
  return Promise.all(answers.map(async (answer) => (await answer).status()));
}

test("work is submitted in versions that stand side by side, and downloaded as one archive", {
  tag: "@long",
}, async ({ browser, page: stranger }) => {
  test.setTimeout(180_000);
  const { client, freelancer } = await hired(browser);
  const first = [
    await aPicture("first draft.png"),
    aPdf("price list.pdf", "Prices from May on"),
    aText("read me.txt", "Begin with the draft.\nThen the list."),
    someBytes("source.bin", 3_000_000),
  ];
  await attach(freelancer.page, first);
  await submitWork(freelancer.page, "A first draft, with its source.", /Submit work for review/);
  await expect(tiles(freelancer.page, "Files of version 1")).toHaveCount(4);

  const { page } = client;
  await page.reload();
  await expect(tiles(page, "Files of version 1")).toHaveCount(4);
  await expectZip(page, first);
  await lookThrough(page);
  const outsider = await newFreelancer(browser, `Bo ${Date.now()}`, "Drawing");
  expect(await statusesFor(page, [client.page, freelancer.page])).toEqual([200, 200]);
  expect(await statusesFor(page, [outsider.page, stranger])).toEqual([404, 404]);

  await disclose(page, "Request changes");
  await field(page, "What should be different?").fill("Darker, please.");
  await page.getByRole("button", { name: "Send version 1 back" }).click();
  await expect(page.getByText("Darker, please.").first()).toBeVisible();
  const second = [await aPicture("second draft.jpg", "#23314a"), aText("read me.txt", "Darker.")];
  await freelancer.page.reload();
  await attach(freelancer.page, second);
  await submitWork(freelancer.page, "Darker now.", /Submit work for review/);

  await page.reload();
  await expect(page.getByRole("tab", { name: "Version 2" })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await expect(tiles(page, "Files of version 2")).toHaveCount(2);
  await expect(page.getByRole("heading", { name: "What you requested" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^Download all/ })).toHaveCount(1);
  await expectZip(page, second);
  await page.getByRole("tab", { name: "Version 1" }).click();
  await expect(tiles(page, "Files of version 1")).toHaveCount(4);
  await expect(tiles(page, "Files of version 2")).toHaveCount(0);
});

/** Opens the files one after another by keyboard, and closes them again. */
async function lookThrough(page: Page): Promise<void> {
  const link = tiles(page, "Files of version 1").getByRole("link").first();
  await link.click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("1 of 4")).toBeVisible();
  const picture = dialog.getByRole("img", { name: "first draft.png" });
  await expect(picture).toHaveJSProperty("naturalWidth", 900);
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("img", { name: "First page of price list.pdf" })).toBeVisible({
    timeout: 30_000,
  });
  await page.keyboard.press("ArrowRight");
  const text = dialog.getByRole("textbox", { name: "Beginning of read me.txt" });
  await expect(text).toHaveValue("Begin with the draft.\nThen the list.");
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByText("no preview for this kind")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(link).toBeFocused();
}

test("a file survives a lost connection, a pause and a refused form, and is sent once", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { freelancer } = await hired(browser);
  const { page } = freelancer;
  let cuts = 0;
  await page.route("**/api/uploadthing/ingest/**", async (route) => {
    if (route.request().method() !== "PUT" || cuts >= 3) return route.continue();
    cuts += 1;
    return route.abort("connectionreset");
  });
  await choose(page, [someBytes("large.bin", 6_000_000), aText("empty.txt", "")]);
  await expect(page.getByText("The connection was lost.").first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("This file is empty").first()).toBeVisible();
  await field(page, "Note").fill("Here it is.");
  await page.getByRole("button", { name: /Submit work for review/ }).click();
  await expect(page.getByText("Nothing was sent: a file could not be attached.")).toBeVisible();

  await page.getByRole("button", { name: "Remove empty.txt" }).click();
  await page.getByRole("button", { name: "Try large.bin again" }).click();
  await expect(page.locator("input[name=fileIds]")).toHaveCount(1, { timeout: 30_000 });
  await field(page, "Note").fill("");
  await page.getByRole("button", { name: /Submit work for review/ }).click();
  await expect(page.getByText("Say what you are submitting.").first()).toBeVisible();
  await expect(page.locator("input[name=fileIds]")).toHaveCount(1);
  await submitWork(page, "Here it is, after all.", /Submit work for review/);
  await expect(tiles(page, "Files of version 1")).toHaveCount(1);
});

test("files can also be dropped and pasted, and removed one by one, on a narrow screen", {
  tag: "@long",
}, async ({ browser }) => {
  test.setTimeout(180_000);
  const { freelancer } = await hired(browser);
  const { page } = freelancer;
  await page.setViewportSize({ width: 320, height: 700 });
  const { buffer } = await aPicture("dropped.png");
  const base64 = buffer.toString("base64");
  await giveFile(page, { kind: "drop", name: "dropped with quite a long name.png", base64 });
  await giveFile(page, { kind: "paste", name: "pasted.png", base64 });
  await expect(page.locator("input[name=fileIds]")).toHaveCount(2, { timeout: 30_000 });
  await expect(page.getByText("2 of 2 files attached.")).toBeAttached();
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(tooWide).toBe(false);
  await page.getByRole("button", { name: /^Remove dropped/ }).click();
  await expect(page.getByRole("button", { name: "Remove pasted.png" })).toBeFocused();
  await expect(page.locator("input[name=fileIds]")).toHaveCount(1);
});

/** Drops a file onto the field, or pastes it into the note. */
async function giveFile(
  page: Page,
  file: { kind: "drop" | "paste"; name: string; base64: string },
) {
  const drop = page.getByText("Up to 10 files of any type").filter({ visible: true });
  const target = file.kind === "drop" ? drop : field(page, "Note");
  await target.evaluate((element, { kind, name, base64 }) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name, { type: "image/png" }));
    const options = { bubbles: true, cancelable: true };
    if (kind === "paste") {
      element.dispatchEvent(new ClipboardEvent("paste", { ...options, clipboardData: data }));
      return;
    }
    for (const type of ["dragenter", "dragover", "drop"]) {
      element.dispatchEvent(new DragEvent(type, { ...options, dataTransfer: data }));
    }
  }, file);
}

test("freelancers see a job's files, and everyone else sees a quiet line", async ({
  browser,
  page: stranger,
}) => {
  test.setTimeout(120_000);
  const mark = `brief${Date.now()}`;
  const client = await newClient(browser, `Kettle ${mark}`);
  const freelancer = await newFreelancer(browser, `Eve ${mark}`, "Drawing");
  await client.page.goto("/jobs/new");
  await attach(client.page, [aPdf("brief.pdf", "What we need"), await aPicture("today.png")]);
  const title = `Draw our sign again ${mark}`;
  await fillJob(client.page, title);
  await expect(client.page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(tiles(client.page, "Files of this job")).toHaveCount(2);

  await freelancer.page.goto(client.page.url());
  await expect(tiles(freelancer.page, "Files of this job")).toHaveCount(2);
  await stranger.goto(client.page.url());
  await expect(stranger.getByText("2 files attached, for freelancers who are")).toBeVisible();

  await client.page.goto(`${client.page.url()}/edit`);
  await client.page.getByRole("button", { name: "Remove today.png" }).click();
  await client.page.getByRole("button", { name: "Save the changes" }).click();
  await expect(tiles(client.page, "Files of this job")).toHaveCount(1);
});

async function fillJob(page: Page, title: string): Promise<void> {
  await field(page, "Title").fill(title);
  await field(page, "Category").selectOption({ label: "Design" });
  await field(page, "Skills").fill("Drawing");
  await field(page, "Description").fill("A sign above the door, to be read from the other side.");
  await field(page, "Timeline in days").fill("10");
  await field(page, "Budget").fill("450");
  await page.getByRole("button", { name: "Post this job" }).click();
}

test("a picture represents its person, and work pictures are shown with their work, for everyone", async ({
  browser,
  page: stranger,
}) => {
  test.setTimeout(120_000);
  const freelancer = await newFreelancer(browser, `Ida ${Date.now()}`, "Drawing");
  const { page } = freelancer;
  await page.goto("/settings/profile");
  await choose(page, [await aPicture("me.jpg")], "Choose a picture");
  await expect(page.getByText("Shown to others once you save.")).toBeVisible();
  await field(page, "Title").first().fill("A sign");
  await choose(page, [await aPicture("sign.png")], "Choose pictures");
  await expect(page.locator('input[name="portfolio.0.fileIds"]')).toHaveCount(1);
  await page.getByRole("button", { name: "Save and see my page" }).click();
  await expect(page).toHaveURL(/\/freelancers\//);

  await stranger.goto(page.url());
  const picture = stranger.locator("main svg.avatar image");
  const address = await picture.getAttribute("href");
  const answer = await stranger.request.get(address ?? "");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toBe("image/webp");
  await expect(tiles(stranger, "Pictures of A sign")).toHaveCount(1);

  // The form that the browser has kept begins with what was saved: saved again, it removes nothing.
  await page.goBack();
  await expect(tiles(page, "Attached files")).toHaveCount(1);
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByRole("button", { name: "Save and see my page" }).click();
  await expect(page).toHaveURL(/\/freelancers\//);
  await stranger.reload();
  await expect(stranger.locator("main svg.avatar text")).toBeVisible();
  await expect(tiles(stranger, "Pictures of A sign")).toHaveCount(1);
  expect((await stranger.request.get(address ?? "")).status()).toBe(404);
});
