import { afterEach, expect, test, vi } from "vitest";
import { readPreference, rememberPreference, THEME_COOKIE } from "./preferences.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The cookie that a page at this address writes. */
function writtenAt(protocol: string): string {
  const page = { cookie: "" };
  vi.stubGlobal("document", page);
  vi.stubGlobal("location", { protocol });
  rememberPreference(THEME_COOKIE, "dark");
  return page.cookie;
}

test("over HTTPS a choice is bound to this host", () => {
  expect(writtenAt("https:")).toMatch(/^__Host-theme=dark; path=\/; .*samesite=lax; secure$/);
  expect(writtenAt("http:")).toMatch(/^theme=dark; path=\/; .*samesite=lax$/);
});

test("a choice is read under either name, the bound name first", () => {
  const jar = (entries: Record<string, string>) =>
    new Map(Object.entries(entries).map(([name, value]) => [name, { value }]));
  expect(readPreference(jar({ theme: "dark" }), THEME_COOKIE)).toBe("dark");
  expect(readPreference(jar({ theme: "dark", "__Host-theme": "" }), THEME_COOKIE)).toBe("");
  expect(readPreference(jar({}), THEME_COOKIE)).toBeUndefined();
});
