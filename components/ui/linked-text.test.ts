import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { LinkedText } from "./linked-text.tsx";

const html = (text: string) => renderToStaticMarkup(createElement(LinkedText, { text }));
const links = (text: string) => [...html(text).matchAll(/href="([^"]*)"/g)].map(([, href]) => href);

describe("what becomes a link", () => {
  test.each([
    ["See https://example.com/a?b=1#c.", ["https://example.com/a?b=1#c"]],
    ["(http://localhost:3000/x)", ["http://localhost:3000/x"]],
    ["www.example.com, or kim@example.com", ["https://www.example.com", "mailto:kim@example.com"]],
    ["two: https://a.example https://b.example", ["https://a.example", "https://b.example"]],
  ])("%s", (text, expected) => expect(links(text)).toEqual(expected));

  test("it opens in a new window that knows nothing of this one", () => {
    expect(html("https://example.com")).toContain(
      'target="_blank" rel="noopener noreferrer nofollow"',
    );
  });
});

test.each([
  "javascript:alert(1)",
  "JaVaScRiPt://www.example.com/%0aalert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x file:///etc/passwd ftp://example.com/a",
  "notes.md paint.net draft.pdf",
])("%s stays text", (text) => expect(links(text)).toEqual([]));

test("everything else is shown as it was written", () => {
  const text = 'a < b & "c" </p><script>alert(1)</script>\nhttps://example.com/<b>';
  const shown = html(text)
    .replace(/<\/?(?:p|a)(?: [^>]*)?>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
  expect(shown).toBe(text);
  expect(html(text)).not.toContain("<script");
});
