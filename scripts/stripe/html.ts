/** A plain page that says whose it is. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 3rem auto; padding: 0 1rem; }
  button { font: inherit; width: 100%; padding: .6rem; margin: .3rem 0; }
</style>
<p>A stand-in for Stripe. No money moves here.</p>
<h1>${title}</h1>
${body}
</html>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
