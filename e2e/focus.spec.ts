import { expect, test } from "@playwright/test";
import { holdScripts } from "./support/hold.ts";
import { offerWork } from "./support/marketplace.ts";
import { newClient, newFreelancer, PASSWORD, signIn } from "./support/person.ts";

/* Keyboard users keep their place when what they pressed goes away. */

test("a row removed by its own button gives the focus to the row in its place, and the last row to its part of the page", async ({
  browser,
}) => {
  const { page, email } = await newClient(browser, `Devices ${Date.now()}`);
  for (let device = 0; device < 2; device += 1) await signIn(browser, email, PASSWORD);
  await page.goto("/settings");
  const others = page.getByRole("button", { name: /^Sign out \w+ on/ });
  for (const left of [1, 0]) {
    await others.first().focus();
    await page.keyboard.press("Enter");
    await expect(others).toHaveCount(left);
    await expect(page.locator("li:focus, ul:focus, section:focus")).toHaveCount(1);
    await expect(page.locator(":focus")).toContainText("on");
  }
});

test("a question takes the focus from the button that opened it, and Escape gives it back", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const mark = `ask${Date.now()}`;
  const title = `Sort the slides ${mark}`;
  const client = await newClient(browser, `Slides ${mark}`);
  const { page } = client;
  const freelancer = await newFreelancer(browser, `Ines ${mark}`, "SQL");
  const job = await offerWork(client, { title, releaseRule: "On approval" }, [
    { from: freelancer, price: "280" },
  ]);

  // Pressed before the scripts have arrived, it gives the focus as soon as they have.
  const letScriptsArrive = await holdScripts(page);
  await page.goto(`${job}/proposals`, { waitUntil: "commit" });
  const decline = page.locator("summary").filter({ hasText: "Decline" });
  // What is still on its way in the same answer is there, hidden, and takes no focus.
  await expect(decline).toBeVisible();
  await decline.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Reason")).toBeVisible();
  await expect(page.getByLabel("Reason")).not.toBeFocused();
  letScriptsArrive();
  await expect(page.getByLabel("Reason")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(decline).toBeFocused();

  // With nothing to fill in, the question itself takes the focus, never a card or the button that does it: a key held
  // too long would pay.
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  const hire = page.locator("summary").filter({ hasText: "Hire Ines" });
  await expect(hire).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "Hire Ines" })).toBeFocused();

  // It has the focus within the press: what is typed at once is typed into the question.
  const typedAtOnce = await decline.evaluate((button: HTMLElement) => {
    button.click();
    return document.activeElement?.getAttribute("name");
  });
  expect(typedAtOnce).toBe("reason");
  await page.keyboard.press("Escape");
  await expect(decline).toBeFocused();

  // After a decision replaces its form, the focus stays at the proposal it was about.
  await decline.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("It is too early for us.");
  await page.getByRole("button", { name: "Decline this proposal" }).press("Enter");
  await expect(page.getByText("You wrote:")).toBeVisible();
  await expect(page.locator("tbody:focus, tr:focus").filter({ hasText: "Ines" })).toHaveCount(1);
});

test("a menu that is loaded when it is pressed first opens as it does ever after", async ({
  browser,
}) => {
  const { page } = await newClient(browser, `Menus ${Date.now()}`);
  const button = page.getByRole("button", { name: /^Your account/ });
  for (const by of ["mouse", "Enter", "Space", "ArrowDown", "ArrowUp"]) {
    await page.goto("/settings");
    const focused: (string | null)[] = [];
    for (const time of ["first", "second"]) {
      await expect(button, `${by}, ${time}`).toHaveAttribute("aria-haspopup", "menu");
      await expect(button).toHaveAttribute("aria-expanded", "false");
      await (by === "mouse" ? button.click() : button.press(by));
      await expect(page.getByRole("menuitem", { name: "Settings" })).toBeVisible();
      await expect(button).toHaveAttribute("aria-expanded", "true");
      const inMenu = page.locator("[role=menu]:focus, [role=menu] :focus");
      await expect(inMenu, `${by}, ${time}`).toHaveCount(1);
      focused.push(await inMenu.textContent());
      await page.keyboard.press("Escape");
      await expect(page.getByRole("menu")).toHaveCount(0);
      await expect(button).toBeFocused();
    }
    expect(focused[0], by).toBe(focused[1]);
  }
});

test("a question mark lists the keys, and Escape goes back to where the person was", async ({
  page,
}) => {
  await page.goto("/jobs");
  const row = page.getByRole("list", { name: "Jobs" }).getByRole("link").nth(1);
  await row.focus();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys).toContainText("goes to the next entry");
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  await expect(row).toBeFocused();
  await page.keyboard.press("/");
  await page.keyboard.type("?");
  await expect(page.getByRole("searchbox")).toHaveValue("?");
  await expect(keys).toBeHidden();
});
