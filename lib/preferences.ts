/** Small choices that the server needs for its first render, kept in cookies that scripts may set. */
export const THEME_COOKIE = "theme";
export const TIME_ZONE_COOKIE = "tz";
export const SHORTCUTS_COOKIE = "shortcuts";
/** The announcement that was put away: its version. */
export const BANNER_COOKIE = "announcement";

export type Theme = "system" | "light" | "dark";

export function parseTheme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}

/** The paper of app/globals.css, for the browser's own bars around the page. */
export const PAPER = { light: "#fbfaf7", dark: "#161614" } as const;

const YEAR_S = 365 * 24 * 60 * 60;

/** Over HTTPS this prefix binds a cookie to this host. */
const BOUND = "__Host-";

/** Remembers a choice for a year in this browser. */
export function rememberPreference(name: string, value: string): void {
  const [prefix, secure] = location.protocol === "https:" ? [BOUND, "; secure"] : ["", ""];
  document.cookie = `${prefix}${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_S}; samesite=lax${secure}`;
}

type Jar = { get(name: string): { readonly value: string } | undefined };

/** What the asking browser has chosen, if anything. */
export function readPreference(jar: Jar, name: string): string | undefined {
  return (jar.get(BOUND + name) ?? jar.get(name))?.value;
}
