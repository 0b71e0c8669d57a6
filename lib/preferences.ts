/** Small choices that the server needs for its first render, kept in cookies that scripts may set. */
export const THEME_COOKIE = "theme";
export const TIME_ZONE_COOKIE = "tz";
export const SHORTCUTS_COOKIE = "shortcuts";

export type Theme = "system" | "light" | "dark";

export function parseTheme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}

const YEAR_S = 365 * 24 * 60 * 60;

/** Remembers a choice for a year in this browser. */
export function rememberPreference(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_S}; samesite=lax`;
}
