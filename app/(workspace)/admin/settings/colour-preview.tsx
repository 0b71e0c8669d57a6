"use no memo";

import { colourProblem, contrast, type Palette, paletteOf, SURFACES } from "#lib/settings/policy";

/** How WorkHub comes: the colours of app/globals.css. */
const DEFAULT_PALETTE: Palette = {
  accent: { light: "#2b3d9b", dark: "#9aa9ff" },
  strong: { light: "#1f2d77", dark: "#b9c3ff" },
  ink: { light: "#ffffff", dark: "#12142a" },
  wash: { light: "#eef0fb", dark: "#1f2239" },
};
const INK = { light: "#1b1a18", dark: "#efece4" } as const;
const THEMES = ["light", "dark"] as const;

/** A button and a link in both themes, and whether they can be read; what cannot be chosen says why. */
export function ColourPreview({ typed }: { typed: string }) {
  const colour = typed.trim().toLowerCase();
  const problem = colour === "" ? null : colourProblem(colour);
  const palette = colour === "" || problem ? DEFAULT_PALETTE : paletteOf(colour);
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        {THEMES.map((theme) => (
          <Sample key={theme} theme={theme} palette={palette} isPale={problem !== null} />
        ))}
      </div>
      <p aria-live="polite" className="measure text-sm text-ink-2">
        {problem ?? readingOf(palette)}
      </p>
    </div>
  );
}

/** Drawn, because no page may carry styles of its own (app/look says them once it is saved). */
function Sample({
  theme,
  palette,
  isPale,
}: {
  theme: (typeof THEMES)[number];
  palette: Palette;
  isPale: boolean;
}) {
  const [accent, ink, wash] = [palette.accent[theme], palette.ink[theme], palette.wash[theme]];
  return (
    <svg
      viewBox="0 0 240 112"
      role="img"
      aria-label={`A button and a link, ${theme}`}
      opacity={isPale ? 0.4 : 1}
      className="w-full rounded border border-line font-text"
    >
      <rect width="240" height="112" fill={SURFACES[theme][1]} />
      <text x="16" y="30" fontSize="14" fontWeight="600" fill={INK[theme]}>
        {theme === "light" ? "Light" : "Dark"}
      </text>
      <rect x="16" y="46" width="84" height="34" rx="8" fill={accent} />
      <text x="58" y="68" fontSize="13" fontWeight="600" textAnchor="middle" fill={ink}>
        Hire Ana
      </text>
      <rect x="112" y="46" width="112" height="34" rx="8" fill={wash} />
      <text x="168" y="68" fontSize="13" fontWeight="600" textAnchor="middle" fill={accent}>
        Read the job
      </text>
    </svg>
  );
}

function readingOf(palette: Palette): string {
  const [light, dark] = THEMES.map((theme) => {
    const surfaces = [...SURFACES[theme], palette.wash[theme]];
    const text = Math.min(...surfaces.map((each) => contrast(palette.accent[theme], each)));
    const button = contrast(palette.accent[theme], palette.ink[theme]);
    return `${floor(text)} as text and ${floor(button)} on a button`;
  });
  return `Contrast where the page is light: ${light}; where it is dark: ${dark}. 4.5 is the least.`;
}

function floor(ratio: number): string {
  return (Math.floor(ratio * 10) / 10).toFixed(1);
}
