import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { readMarkdown } from "#lib/settings/read-markdown";
import { Written } from "./written.tsx";

const draw = (text: string) => renderToStaticMarkup(<Written root={readMarkdown(text)} />);

test("headings, lists and links are what they are in Markdown, below the title of the page", () => {
  expect(draw("# Who\n\nWe are *here*.\n\n1. one\n2. [two](https://example.com)")).toBe(
    '<div dir="auto" class="written"><h2>Who</h2><p>We are <em>here</em>.</p><ol start="1"><li><p>one</p></li><li><p><a href="https://example.com">two</a></p></li></ol></div>',
  );
});

test.each([
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "[press](javascript:alert(1))",
  "[press](JaVaScRiPt:alert(1))",
  "[press](data:text/html;base64,PHNjcmlwdD4=)",
  "[press](//example.com)",
  "![picture](https://example.com/spy.png)",
  "<h1 onclick=alert(1)>Big</h1>",
  "<a href='vbscript:x'>press</a>",
  '<https://example.com/"onmouseover=alert(1)>',
])("nothing in a text runs or loads: %s", (text) => {
  for (const [, tag] of draw(text).matchAll(/<\/?([a-z0-9]+[^>]*)>/gi)) {
    expect(tag).toMatch(/^(?:div(?: dir="auto" class="written")?|p|a(?: href="https:[^"]*")?)$/);
  }
});
