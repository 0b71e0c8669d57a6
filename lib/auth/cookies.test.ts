import { expect, test, vi } from "vitest";
import {
  boundFlags,
  cookieFlags,
  deviceCookieName,
  registeredCookieName,
  sessionCookieName,
} from "./cookies.ts";
import { authOptions } from "./next-auth.ts";

vi.mock(import("#lib/env"), async (original) => {
  const real = await original();
  const env = real.readEnv({
    DEMO: "0",
    NEXTAUTH_SECRET: "s".repeat(32),
    NEXTAUTH_URL: "https://work.example",
  });
  return { ...real, getEnv: () => env };
});

test("on a public instance every server cookie is bound to its host and to HTTPS, and out of reach of scripts and other sites", () => {
  const { cookies = {}, useSecureCookies } = authOptions(() => {});
  expect(Object.keys(cookies).sort()).toEqual(["callbackUrl", "csrfToken", "sessionToken"]);
  expect(cookies.sessionToken?.name).toBe(sessionCookieName());
  expect(useSecureCookies).toBe(true);
  const names = Object.values(cookies).map(({ name }) => name);
  for (const name of [...names, deviceCookieName(), registeredCookieName()]) {
    expect(name).toMatch(/^__Host-/);
  }
  const flags = { httpOnly: true, sameSite: "lax", path: "/", secure: true };
  for (const { options } of Object.values(cookies)) expect(options).toEqual(flags);
  expect(boundFlags()).toEqual(flags);
  expect(cookieFlags(60)).toEqual({ ...flags, maxAge: 60 });
});
