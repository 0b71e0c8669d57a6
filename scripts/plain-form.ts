/* Forms as a browser without scripts posts them, including all hidden fields. */

/** What the form with this field would post as it stands, without what people fill in; null when the page has none. */
export function readForm(page: string, field: string): FormData | null {
  const form = (page.match(/<form[^>]*>.*?<\/form>/gs) ?? []).find((text) =>
    text.includes(`name="${field}"`),
  );
  if (!form) return null;
  const data = new FormData();
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    data.set(attributeOf(input, "name"), attributeOf(input, "value"));
  }
  return data;
}

function attributeOf(tag: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return value.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&amp;", "&");
}
