import { type Browser, chromium, type Page } from "@playwright/test";
import type { Id } from "#lib/ids";
import { BROWSER_FLAGS, ensureBrowser } from "../browser.ts";
import type { Device } from "../messages/device.ts";

/** A person's browser with one conversation open, which notes when each message becomes visible. */
export type Screen = {
  /** Text of a message → when it was on the screen, in milliseconds since 1970. */
  seenAt(): Promise<ReadonlyMap<string, number>>;
};

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
}

/** Opens the conversation's page as this person. `by: "poll"` blocks the stream, as a network may. */
export async function openScreen(
  browser: Browser,
  { address, headers }: Device,
  conversationId: Id<"cnv">,
  by: "stream" | "poll",
): Promise<Screen> {
  const context = await browser.newContext();
  const [name = "", value = ""] = headers.cookie?.split("=") ?? [];
  await context.addCookies([{ name, value, url: address }]);
  const page = await context.newPage();
  if (by === "poll") {
    await page.route("**/api/inbox/stream", (route) => route.fulfill({ status: 204 }));
  }
  await page.goto(`${address}/inbox/${conversationId}`);
  await page.getByRole("log", { name: "Messages" }).waitFor({ state: "attached" });
  await page.getByRole("textbox", { name: /^Write to/ }).waitFor();
  await watchTexts(page);
  return {
    seenAt: async () => new Map(await page.evaluate(() => [...(window.benchSeen ?? [])])),
  };
}

declare global {
  interface Window {
    benchSeen?: Map<string, number>;
  }
}

/** Notes the frame in which each "Bench message 12." is first painted. */
async function watchTexts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = new Map<string, number>();
    window.benchSeen = seen;
    const room = document.querySelector("[role=log]");
    if (!room) throw new Error("The page shows no messages");
    const look = () => {
      const found = room.textContent.match(/Bench message \d+\./g) ?? [];
      const fresh = found.filter((text) => !seen.has(text));
      if (fresh.length === 0) return;
      requestAnimationFrame(() => {
        for (const text of fresh) if (!seen.has(text)) seen.set(text, Date.now());
      });
    };
    new MutationObserver(look).observe(room, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  });
}
