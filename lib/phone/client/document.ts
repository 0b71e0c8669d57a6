import { houseName } from "#lib/house";
import { escapeHtml } from "#lib/text";
import { timeText } from "#lib/time-text";

/*
 * Documents of ours, as text: the worker has no DOM. What people wrote stands in them escaped, so none of these
 * patterns can be written by anybody.
 */

/** What the worker reads in a document. */
export type Document = {
  /** The key of the person for whom it was made; empty for nobody; null when it is no page of ours. */
  readonly deviceKey: string | null;
  /** Escaped. */
  readonly title: string;
  readonly look: Look;
  /** False when the page leads elsewhere, or there is nothing. */
  readonly isPage: boolean;
  /** The files of the build that it names. */
  readonly files: readonly string[];
};

/** What another document needs to look the same: the root's attributes, and the style sheets. */
export type Look = { readonly root: string; readonly styles: readonly string[] };

export function readDocument(html: string): Document {
  const head = html.slice(0, 20_000);
  return {
    deviceKey: /<meta name="device-key" content="((?:[0-9a-f]{64})?)"\/>/.exec(html)?.[1] ?? null,
    title: /<title>([^<]*)<\/title>/.exec(html)?.[1]?.replace(/ · [^·]*$/, "") ?? "",
    look: {
      root: /<html([^<>]*)>/.exec(head)?.[1] ?? "",
      styles: [...new Set(matches(html, /<link rel="stylesheet" href="([^"<>]+)"/g))],
    },
    isPage: !/data-dgst="NEXT_(?:REDIRECT|HTTP_ERROR)/.test(html),
    files: [...new Set(matches(html, /\/?(_next\/static\/[\w./~-]+\.(?:js|css|woff2))/g))].map(
      (file) => `/${file}`,
    ),
  };
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = ""]) => found);
}

/** "14:02" today, "25 Nov 14:02" on another day; on the clock of the device, where the reader is. */
export function asOfText(readAtMs: number, nowMs: number): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const [at, now] = [new Date(readAtMs), new Date(nowMs)];
  const isToday = timeText(at, "date", timeZone, now) === timeText(now, "date", timeZone, now);
  return timeText(at, isToday ? "clock" : "datetime", timeZone, now);
}

/**
 * The page as it was, with a line above it that says so. The line is an element of its own kind, which React passes
 * over when it takes over the document.
 */
export function withAsOf(html: string, asOf: string): string {
  const note = `<as-of-note role="status"><span>No connection. As of ${asOf}.</span> <a href="">Try again</a></as-of-note>`;
  // After the link to the content, which is every page's first.
  return html.replace(BEGINNING, (beginning) => beginning + note);
}

const BEGINNING = /<body[^<>]*>(?:.{0,2000}?<a [^<>]*href="#main"[^<>]*>[^<>]*<\/a>)?/s;

/** A kept page in the list of what can be read. */
export type Readable = {
  readonly name: string;
  readonly kind: string;
  /** Escaped. */
  readonly title: string;
  readonly asOf: string;
};

/** A page that the worker writes itself: nothing in it runs, and only the build's own styles and typefaces load. */
export const OFFLINE_HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy":
    "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "cache-control": "no-store",
};

/** The page for an address that was never read on this device. */
export function offlinePage({ root, styles }: Look, readable: readonly Readable[]): string {
  const links = styles.map((href) => `<link rel="stylesheet" href="${href}">`).join("");
  return `<!doctype html>
<html${root || ' lang="en"'}><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark"><title>No connection · ${escapeHtml(houseName())}</title>${links}</head>
<body><header class="top-bar border-b border-line bg-paper"><div class="flex h-full items-center px-[18px] md:px-7">
<span class="flex items-center gap-2">${MARK}<span class="font-display text-xl leading-none font-semibold tracking-tight">${escapeHtml(houseName())}</span></span></div></header>
<main class="page"><p class="eyebrow mb-2">No connection</p>
<h1 class="max-w-[20em] text-3xl md:text-4xl">This page has not been read on this device yet.</h1>
<p class="measure mt-4 text-ink-2">${escapeHtml(houseName())} cannot be reached. Without a connection, you can only read pages that you have opened here before. Nothing was changed or lost.</p>
<p class="mt-7"><a href="" class="inline-flex min-h-11 items-center justify-center rounded border border-accent bg-accent px-4 py-1.5 text-[0.875rem] font-semibold text-accent-ink">Try again</a></p>
${readable.length > 0 ? listOf(readable) : NOTHING}</main></body></html>`;
}

/** As components/layout/mark.tsx draws it. */
const MARK = `<svg viewBox="0 0 24 24" aria-hidden="true" class="size-6"><circle cx="5" cy="12" r="3.4" fill="currentColor"/><circle cx="19" cy="12" r="3.4" fill="currentColor"/><path d="M8 12h8" stroke="currentColor" stroke-width="2"/><circle cx="12" cy="12" r="4.2" class="fill-mark"/></svg>`;

const NOTHING = `<p class="measure mt-9 border-t border-line pt-5 text-ink-2">Nothing can be read here yet: pages are kept when a signed-in person opens them.</p>`;

function listOf(readable: readonly Readable[]): string {
  const rows = readable.map(({ name, kind, title, asOf }) => {
    const [what, about] = title && title !== kind ? [title, `${kind} · `] : [kind, ""];
    return `<li class="border-b border-line"><a href="${escaped(name)}" class="block min-h-11 py-3 sm:flex sm:items-baseline sm:justify-between sm:gap-6"><span class="block min-w-0 font-semibold"><bdi>${what}</bdi></span> <span class="num block flex-none text-sm text-ink-2">${about}as of ${asOf}</span></a></li>`;
  });
  return `<section class="mt-11 max-w-[44rem]"><h2 class="mb-3 text-2xl">What you can read now</h2><ul class="border-t border-line">${rows.join("")}</ul></section>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
