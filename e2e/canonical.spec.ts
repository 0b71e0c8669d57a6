import { expect, type Page } from "@playwright/test";
import { letExpire } from "./support/expiry.ts";
import { postJob } from "./support/marketplace.ts";
import { newClient } from "./support/person.ts";
import { test } from "./support/test.ts";

/* What a job's page says to search engines and to whoever gets a link to it. */

async function read(page: Page) {
  const content = (selector: string) =>
    page.locator(selector).first().getAttribute("content", { timeout: 5_000 });
  return {
    canonical: await page.locator('link[rel="canonical"]').getAttribute("href"),
    picture: await content('meta[property="og:image"]'),
    title: await content('meta[property="og:title"]'),
    card: await content('meta[name="twitter:card"]'),
  };
}

test("an open job is found and shared with its picture; an expired one is not found", async ({
  browser,
  page,
  request,
}) => {
  const mark = `weir${Date.now()}`;
  const title = `Clean </script> the ${mark} & its "gate"`;
  const client = await newClient(browser, `Weir ${mark}`);
  const job = { title, budget: "450", skills: "SQL", releaseRule: "On approval" } as const;
  const pathname = await postJob(client, job);
  await client.context.close();

  await page.goto(pathname);
  const seen = await read(page);
  expect(seen).toMatchObject({ title, card: "summary_large_image" });
  expect(new URL(seen.canonical ?? "").pathname).toBe(pathname);
  const data = await page.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(data ?? "")).toMatchObject({ "@type": "JobPosting", title });
  await expect(page.locator('meta[name="robots"]')).toHaveCount(0);
  const picture = await request.get(new URL(seen.picture ?? "").pathname);
  expect([picture.status(), picture.headers()["content-type"]]).toEqual([200, "image/png"]);
  expect(picture.headers()["cache-control"]).toBe("public, max-age=3600");

  const robots = await (await request.get("/robots.txt")).text();
  expect(robots).toMatch(/^Sitemap: http.*\/sitemap\.xml$/m);
  const index = await (await request.get("/sitemap.xml")).text();
  const lists = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = ""]) => new URL(url));
  const texts = await Promise.all(
    lists.map(async (url) => (await request.get(url.pathname)).text()),
  );
  expect(texts.join("")).toContain(`${pathname}</loc>`);

  await letExpire(title, -1);
  await page.goto(pathname);
  await expect(page.locator('meta[name="robots"]').first()).toHaveAttribute("content", "noindex");
  await expect(page.locator('script[type="application/ld+json"]')).toHaveCount(0);
  expect((await request.get("/jobs/job_made_up/card")).status()).toBe(404);
  expect((await request.get("/sitemap/nothing/1")).status()).toBe(404);
});
