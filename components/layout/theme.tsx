"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useId, useSyncExternalStore } from "react";
import {
  PAPER,
  parseTheme,
  rememberPreference,
  SHORTCUTS_COOKIE,
  THEME_COOKIE,
  type Theme,
} from "#lib/preferences";

export const THEMES = [
  {
    value: "system",
    label: "System",
    icon: <Monitor aria-hidden="true" className="size-4" />,
  },
  { value: "light", label: "Light", icon: <Sun aria-hidden="true" className="size-4" /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden="true" className="size-4" /> },
] as const satisfies readonly { value: Theme; label: string; icon: unknown }[];

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(name: "theme" | "shortcuts", value: string | null, cookie: string): void {
  if (value === null) delete document.documentElement.dataset[name];
  else document.documentElement.dataset[name] = value;
  rememberPreference(cookie, value ?? "");
  if (name === "theme") colourBars(parseTheme(value ?? undefined));
  for (const listener of listeners) listener();
}

/** The browser's own bars follow at once. */
function colourBars(theme: Theme): void {
  for (const scheme of ["light", "dark"] as const) {
    document
      .querySelector(`meta[name=theme-color][media*=${scheme}]`)
      ?.setAttribute("content", PAPER[theme === "system" ? scheme : theme]);
  }
}

/** The chosen theme, kept in the document's own attribute so that all switches agree. */
export function useTheme(): [theme: Theme, choose: (theme: Theme) => void] {
  const theme = useSyncExternalStore(
    subscribe,
    () => parseTheme(document.documentElement.dataset.theme),
    () => "system" as const,
  );
  return [theme, (next) => change("theme", next === "system" ? null : next, THEME_COOKIE)];
}

/** Light, dark or like the system, at once and for this browser. For the settings page. */
export function ThemeSwitch() {
  const [theme, choose] = useTheme();
  const name = useId();
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="mb-1.5 text-[0.875rem] font-semibold">Appearance</legend>
      {THEMES.map((choice) => (
        <label
          key={choice.value}
          className="relative flex min-h-11 items-center gap-2 rounded border border-edge bg-sheet px-4 text-[0.875rem] has-checked:border-accent has-checked:bg-accent-wash forced-colors:has-checked:chosen has-checked:font-semibold has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={theme === choice.value}
            onChange={() => choose(choice.value)}
            className="absolute inset-0 size-full cursor-pointer appearance-none opacity-0"
          />
          {choice.icon}
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}

/** Single-key shortcuts ("/", j, k) on or off, for this browser. For the settings page. */
export function ShortcutSwitch() {
  const isOn = useSyncExternalStore(
    subscribe,
    () => document.documentElement.dataset.shortcuts !== "off",
    () => true,
  );
  return (
    <label className="flex min-h-11 items-center gap-2.5">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) =>
          change("shortcuts", event.currentTarget.checked ? null : "off", SHORTCUTS_COOKIE)
        }
        className="size-[18px] flex-none"
      />
      <span>
        Single-key shortcuts: <kbd className="font-text font-semibold">/</kbd> to search,{" "}
        <kbd className="font-text font-semibold">j</kbd> and{" "}
        <kbd className="font-text font-semibold">k</kbd> to move in lists
      </span>
    </label>
  );
}
