import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { field } from "./support/form.ts";
import { offerWork, postJob } from "./support/marketplace.ts";
import { newClient, newFreelancer } from "./support/person.ts";
import { expectSoundInBothThemes } from "./support/sound.ts";
import { test } from "./support/test.ts";

/* Two people write to each other: one at a desk, the other on a phone. */

const PHONE = { width: 390, height: 844 };

type Pair = Awaited<ReturnType<typeof meet>>;

/** A client with a job, and a freelancer who has applied to it and looks at it on a phone. */
async function meet(browser: Browser, mark: string) {
  const title = `Chart the tides of our estuary ${mark}`;
  const client = await newClient(browser, `Estuary ${mark}`);
  const freelancer = await newFreelancer(browser, `Ines ${mark}`, "SQL");
  const job = await offerWork(client, { title, releaseRule: "On approval" }, [
    { from: freelancer, price: "280" },
  ]);
  await freelancer.page.setViewportSize(PHONE);
  await freelancer.page.goto(job);
  await client.page.goto(`${job}/proposals`);
  await client.page.getByRole("button", { name: "Message Ines" }).click();
  await expect(client.page).toHaveURL(/\/inbox\/cnv_/);
  const id = new URL(client.page.url()).pathname.split("/").at(-1) ?? "";
  return { title, client, freelancer, id };
}

const messages = (page: Page) => page.getByRole("log").locator("[data-seq]");
const room = (page: Page) => page.getByRole("region", { name: /^Conversation with/ });
const writing = (page: Page) => page.getByRole("textbox", { name: /^Write to/ });

async function write(page: Page, text: string): Promise<void> {
  await writing(page).fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(messages(page).filter({ hasText: text })).toBeVisible();
}

/** Stores messages as their writer's page would. */
async function post(page: Page, id: string, bodies: readonly string[]): Promise<void> {
  const statuses = await page.evaluate(
    async ([id, bodies]) => {
      const answers: number[] = [];
      for (const body of bodies) {
        const { status } = await fetch(`/api/conversations/${id}/messages`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ clientId: crypto.randomUUID(), body, fileIds: [] }),
        });
        answers.push(status);
      }
      return answers;
    },
    [id, bodies] as const,
  );
  expect(statuses).toEqual(bodies.map(() => 201));
}

/** A toast may cover a button, but must not keep it from being pressed. */
async function expectLetsPressesThrough(toast: Locator): Promise<void> {
  const isMet = await toast.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  });
  expect(isMet).toBe(false);
}

function listenForTrouble(...pages: Page[]): string[] {
  const troubles: string[] = [];
  for (const page of pages) {
    page.on("pageerror", (error) => troubles.push(`${page.url()}: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") troubles.push(`${page.url()}: ${message.text()}`);
    });
  }
  return troubles;
}

/** Messages there and back, with a file, a change and a deletion. */
async function converse({ client, freelancer, title }: Pair): Promise<void> {
  const [desk, phone] = [client.page, freelancer.page];
  await write(desk, "Could you begin on Monday? See https://example.com/tides.");
  await expect(
    messages(desk).getByRole("link", { name: "https://example.com/tides" }),
  ).toHaveAttribute("rel", "noopener noreferrer nofollow");

  // The number of unread conversations shows everywhere, before anything is opened.
  await expect(phone).toHaveTitle(/^\(1\) /);
  await phone.getByRole("link", { name: /Inbox/ }).filter({ visible: true }).first().click();
  const row = phone.getByRole("listitem").filter({ hasText: title });
  await expect(row).toContainText("1 unread message");
  await expect(row).toContainText("Could you begin on Monday?");
  await row.getByRole("link").click();
  await expect(phone.getByRole("heading", { level: 1, name: client.name })).toBeVisible();
  await expect(phone.getByText("New", { exact: true })).toBeVisible();
  await expect(phone).not.toHaveTitle(/^\(/);

  await write(phone, "On Monday at nine.");
  await expect(messages(desk).filter({ hasText: "On Monday at nine." })).toBeVisible();
  await expect(messages(desk).filter({ hasText: "Could you begin" })).toContainText("seen");

  await room(desk)
    .locator("input[type=file]")
    .setInputFiles({
      name: "tides-2026.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("day,high,low\n1,4.2,0.8\n"),
    });
  await expect(desk.getByRole("list", { name: "Files to attach" })).toContainText("tides-2026");
  await expect(desk.getByText("You can send once")).toHaveCount(0, { timeout: 20_000 });
  await write(desk, "These are the figures.");
  const withFile = messages(phone).filter({ hasText: "These are the figures." });
  await expect(withFile.getByRole("link", { name: /tides-2026/ })).toBeVisible();

  await writing(desk).press("ArrowUp");
  await desk
    .getByRole("textbox", { name: "Edit your message" })
    .fill("These are last year’s figures.");
  await desk.keyboard.press("Enter");
  await expect(messages(phone).filter({ hasText: "last year’s figures" })).toContainText("edited");
  await expect(writing(desk)).toBeFocused();

  await write(desk, "Sent to the wrong person.");
  const wrong = messages(desk).filter({ hasText: "Sent to the wrong person." });
  await wrong.hover();
  await wrong.getByRole("button", { name: "Actions for your message" }).click();
  await desk.getByRole("menuitem", { name: "Delete…" }).click();
  await desk.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(messages(desk).last()).toContainText("You deleted this message.");
  await expect(messages(phone).last()).toContainText(`${client.name} deleted this message.`);
}

/** An answer with what it answers above it, and a reaction, live on the other screen. */
async function answerAndReact({ client, freelancer }: Pair): Promise<void> {
  const [desk, phone] = [client.page, freelancer.page];
  const actions = async (page: Page, text: string) => {
    const line = messages(page).filter({ hasText: text });
    await line.hover();
    await line.getByRole("button", { name: /^Actions for/ }).click();
  };
  await actions(phone, "last year’s figures");
  await phone.getByRole("menuitem", { name: "Answer" }).click();
  await expect(phone.getByRole("group", { name: /^Answering/ })).toContainText("last year’s");
  await expect(writing(phone)).toBeFocused();
  await write(phone, "I need this year’s too.");
  const answer = messages(desk).filter({ hasText: "I need this year’s too." });
  const quote = answer.getByRole("link", {
    name: /In answer to your message: These are last year’s/,
  });
  await quote.click();
  await expect(messages(desk).filter({ hasText: "tides-2026" })).toBeFocused();

  await actions(desk, "I need this year’s too.");
  await desk.getByRole("menuitemcheckbox", { name: "Thumbs up" }).click();
  const theirs = messages(phone).filter({ hasText: "I need this year’s too." });
  const thumb = theirs.getByRole("button", { name: /^Thumbs up: / });
  await expect(thumb).toHaveAttribute("aria-pressed", "false");
  await thumb.click();
  await expect(answer.getByRole("button", { name: /^Thumbs up: You and/ })).toContainText("2");
  await thumb.click();
  await expect(answer.getByRole("button", { name: "Thumbs up: You" })).toContainText("1");
}

/** A long conversation keeps the reader's place, whatever arrives. */
async function readOn({ client, freelancer, id }: Pair): Promise<void> {
  const [desk, phone] = [client.page, freelancer.page];
  await phone.goto("/inbox");
  await post(
    desk,
    id,
    Array.from({ length: 120 }, (_, index) => `Line ${index + 1} of the log.`),
  );
  await expect(phone.getByRole("listitem").filter({ hasText: "Line 120" })).toContainText(
    "99+ unread messages",
  );
  await phone.goto(`/inbox/${id}`);
  const stream = phone.getByRole("region", { name: "Messages" });
  await expect(messages(phone).last()).toBeInViewport();
  await phone.getByRole("button", { name: "To the first unread message" }).click();
  await expect(phone.getByText("New", { exact: true })).toBeInViewport();
  await expect(messages(phone).filter({ hasText: /Line 1 of/ })).toBeInViewport();

  await stream.evaluate((box) => box.scrollTo({ top: -box.scrollHeight }));
  await expect(messages(phone).filter({ hasText: "Could you begin on Monday?" })).toBeAttached();
  await stream.evaluate((box) => box.scrollBy({ top: 2_000 }));
  const inView = () =>
    stream.evaluate((box) => {
      const top = box.getBoundingClientRect().top + 50;
      const lines = [...box.querySelectorAll("[data-seq]")];
      const line = lines.find((each) => each.getBoundingClientRect().top > top);
      return { line: line?.textContent, at: (line?.getBoundingClientRect().top ?? 0) - top };
    });
  const before = await inView();
  await post(desk, id, ["One more.", "And another."]);
  const pill = phone.getByRole("button", { name: /new messages$/ });
  await expect(pill).toBeVisible();
  const after = await inView();
  expect(after.line).toBe(before.line);
  expect(Math.abs(after.at - before.at)).toBeLessThanOrEqual(1);
  await pill.click();
  await expect(messages(phone).filter({ hasText: "And another." })).toBeInViewport();
  await expect(pill).toBeHidden();
  await expect(phone).not.toHaveTitle(/^\(/);

  // A reader at the end stays there.
  await post(desk, id, ["The last one."]);
  await expect(messages(phone).filter({ hasText: "The last one." })).toBeInViewport();
}

/** Search, the unread mark and the archive, by keyboard at the desk. */
async function file({ client, freelancer, title, id }: Pair): Promise<void> {
  const { page } = freelancer;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/inbox");
  const row = page.getByRole("listitem").filter({ hasText: title });
  await expect(row).toBeVisible();
  // With room for both, the newest conversation opens beside the list, and the keyboard stays with the list.
  await expect(page).toHaveURL(new RegExp(`/inbox/${id}$`));
  await expect(messages(page).last()).toBeInViewport();
  await expect(writing(page)).not.toBeFocused();
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox")).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type("nothing like it");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await page.getByRole("searchbox").fill("estuary");
  await expect(row).toBeVisible();
  await expect(page).toHaveURL(/q=estuary/);
  await page.goto("/inbox");
  await expect(page).toHaveURL(new RegExp(`/inbox/${id}$`));

  await expect(async () => {
    await page.keyboard.press("j");
    await expect(row.getByRole("link")).toBeFocused({ timeout: 500 });
  }).toPass();
  await expect(row).not.toContainText("unread message");
  await page.keyboard.press("u");
  await expect(row).toContainText("marked unread");
  await page.getByRole("link", { name: /^Unread/ }).click();
  await expect(row).toBeVisible();
  await row.getByRole("link").focus();
  await page.keyboard.press("e");
  await expect(page.getByText("All read")).toBeVisible();
  await page.getByRole("link", { name: "Archived" }).click();
  await expect(row).toBeVisible();

  await post(client.page, id, ["This brings it back."]);
  await expect(page.getByText("Nothing archived")).toBeVisible();
  await page.getByRole("link", { name: "All", exact: true }).click();
  await expect(row).toContainText("This brings it back.");
}

/** Every word of every message is found, and the conversation opens there, however far back it is. */
async function search({ freelancer }: Pair): Promise<void> {
  const { page } = freelancer;
  await page.reload();
  await page.getByRole("searchbox").fill("LOG 7");
  const hit = page.getByRole("link", { name: /Line 7 of the log/ });
  await expect(hit.locator("mark")).toHaveText(["7", "log"]);
  await hit.click();
  const line = messages(page).filter({ hasText: "Line 7 of the log." });
  await expect(line).toBeInViewport();
  await expect(line).toBeFocused();
  await page.reload();
  await expect(line).toBeInViewport();
  await page.getByRole("link", { name: "To the newest" }).click();
  await expect(messages(page).last()).toBeInViewport();
  await expect(messages(page).last()).toContainText("This brings it back.");
  await expect(hit).toBeVisible();
}

test("two people write, attach, correct and read at a desk and on a phone, and both always see the same", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const mark = `tide${Date.now()}`;
  const pair = await meet(browser, mark);
  const troubles = listenForTrouble(pair.client.page, pair.freelancer.page);
  await test.step("there and back", () => converse(pair));
  await test.step("an answer and a reaction", () => answerAndReact(pair));
  await expectSoundInBothThemes(pair.client.page, "the room at a desk");
  await expectSoundInBothThemes(pair.freelancer.page, "the room on a phone");
  await test.step("a long conversation", () => readOn(pair));
  await test.step("the list", () => file(pair));
  await test.step("a search", () => search(pair));
  await expectSoundInBothThemes(pair.freelancer.page, "the inbox at a desk");
  await pair.freelancer.page.setViewportSize(PHONE);
  await pair.freelancer.page.goto("/inbox");
  await expect(
    pair.freelancer.page.getByRole("heading", { level: 1, name: "Inbox" }),
  ).toBeVisible();
  await expectSoundInBothThemes(pair.freelancer.page, "the inbox on a phone");
  expect(troubles).toEqual([]);
});

test("a client invites a freelancer from their profile, who can answer and block; nobody else can read it", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const mark = `quay${Date.now()}`;
  const title = `Number the berths of our quay ${mark}`;
  const client = await newClient(browser, `Quay ${mark}`);
  const freelancer = await newFreelancer(browser, `Otto ${mark}`, "SQL");
  const outsider = await newFreelancer(browser, `Nosy ${mark}`, "SQL");
  await postJob(client, { title, budget: "200", skills: "SQL", releaseRule: "On submission" });
  await freelancer.page.goto("/settings/profile");
  const handle = await field(freelancer.page, "Address of your page").inputValue();

  await client.page.goto(`/freelancers/${handle}`);
  await client.page.locator("summary").filter({ hasText: "Invite to a job" }).click();
  await client.page
    .getByLabel("First message")
    .fill("Your numbering of the marina is what we need.");
  await client.page.getByRole("button", { name: /^Send the invitation/ }).click();
  await expect(client.page).toHaveURL(/\/inbox\/cnv_/);
  await expect(client.page.getByText(/^You invited/)).toBeVisible();
  const room = new URL(client.page.url()).pathname;

  await freelancer.page.goto(room);
  await expect(freelancer.page.getByText(/invites you to/)).toBeVisible();
  await writing(freelancer.page).fill("Tell me more at otto@example.com.");
  await expect(freelancer.page.getByText(/^This mentions an e-mail address/)).toBeVisible();
  await write(freelancer.page, "Tell me more at otto@example.com.");
  await expect(freelancer.page.getByText(/^The other side is told that this/)).toBeVisible();
  const answer = messages(client.page).filter({ hasText: "Tell me more" });
  await expect(answer).toContainText("This mentions an e-mail address (“otto@example.com”)");

  await outsider.page.goto(room);
  await expect(outsider.page.getByRole("heading", { name: /nothing here/i })).toBeVisible();

  await freelancer.page.getByRole("button", { name: "Actions for this conversation" }).click();
  await freelancer.page.getByRole("menuitem", { name: /^Block/ }).click();
  await freelancer.page.getByRole("button", { name: /^Block/ }).click();
  await expect(freelancer.page.getByText(/^You blocked/)).toBeVisible();
  await expect(client.page.getByText(/^You cannot write to/)).toBeVisible();
  await expectLetsPressesThrough(freelancer.page.getByText(/is blocked$/));
  await freelancer.page.getByRole("button", { name: /^Unblock/ }).click();
  await expect(writing(freelancer.page)).toBeVisible();
  await expect(writing(client.page)).toBeVisible();
});

test("without scripts the list and the newest messages are there, and a message can be sent", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const pair = await meet(browser, `plain${Date.now()}`);
  await write(pair.client.page, "Can you read this?");
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await pair.freelancer.context.storageState(),
  });
  const page = await context.newPage();
  await page.goto("/inbox");
  await page.getByRole("link", { name: new RegExp(pair.title) }).click();
  await expect(page.getByText("Can you read this?", { exact: true }).last()).toBeVisible();
  await page.getByRole("textbox", { name: /^Write to/ }).fill("Yes, without any script.");
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByRole("log")).toContainText("Yes, without any script.");
  await expect(messages(pair.client.page).last()).toContainText("Yes, without any script.");
  await context.close();
});
