import { getEnv } from "./env.ts";

/** Where people reach this instance, for what leaves it: shared links, search engines. */
export function siteAddress(): URL {
  const { NEXTAUTH_URL, PORT } = getEnv();
  return new URL("/", NEXTAUTH_URL ?? `http://localhost:${PORT}`);
}

/** "https://workhub.example/jobs" of "/jobs". */
export function absolute(path: string): string {
  return new URL(path, siteAddress()).href;
}
