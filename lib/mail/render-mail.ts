import { chosen } from "#lib/chosen";
import { houseName } from "#lib/house";
import { paletteOf } from "#lib/settings/policy";
import { escapeHtml, firstCharacters } from "#lib/text";

/** What a mail says, before it has a form. */
export type Letter = {
  readonly subject: string;
  /** The first line: what to do. */
  readonly todo: string;
  /** What happened, each with its job and its page. */
  readonly lines: readonly Line[];
  readonly button: { readonly label: string; readonly url: string };
  /** Why it came. */
  readonly why: string;
  /** How to stop it; null where that is not possible. */
  readonly stopUrl: string | null;
  readonly settingsUrl: string;
};

type Line = { readonly sentence: string; readonly jobTitle: string | null; readonly url: string };

const SUBJECT_MAX = 160;

/** The same letter as a subject, as plain text and as HTML. */
export function renderMail(letter: Letter): { subject: string; text: string; html: string } {
  const short = firstCharacters(letter.subject, SUBJECT_MAX);
  const subject = short === letter.subject ? short : `${firstCharacters(short, SUBJECT_MAX - 1)}…`;
  return { subject, text: renderText(letter), html: renderHtml(letter, subject) };
}

function renderText({ todo, lines, button, why, stopUrl, settingsUrl }: Letter): string {
  const isOne = lines.length === 1;
  const told = lines.map(({ sentence, jobTitle, url }) =>
    [`${sentence}.`, ...(jobTitle === null ? [] : [jobTitle]), ...(isOne ? [] : [url])].join("\n"),
  );
  const foot = [
    why,
    ...(stopUrl === null ? [] : [`Stop mail of this kind: ${stopUrl}`]),
    `Choose what you are told: ${settingsUrl}`,
  ];
  return [todo, ...told, `${button.label}: ${button.url}`, `-- \n${foot.join("\n")}`].join("\n\n");
}

/**
 * Tables and styles on the elements, because mail programs know little else. Where a program follows the reader's
 * theme, it gets the dark colours; elsewhere the light ones stand.
 */
function renderHtml(letter: Letter, subject: string): string {
  const { todo, lines, button, why, stopUrl, settingsUrl } = letter;
  const { accent, ink } = colours();
  const isOne = lines.length === 1;
  const told = lines
    .map(({ sentence, jobTitle, url }) => {
      const text = isOne ? `${escapeHtml(sentence)}.` : link(url, `${sentence}.`);
      const title =
        jobTitle === null
          ? ""
          : `<br><span class="soft" style="color:#65615a"><bdi>${escapeHtml(jobTitle)}</bdi></span>`;
      return `<p style="margin:0 0 14px">${text}${title}</p>`;
    })
    .join("\n");
  const stop = stopUrl === null ? "" : `${link(stopUrl, "Stop mail of this kind")} · `;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .paper { background: #161614 !important; }
  .sheet { background: #1e1e1b !important; border-color: #393731 !important; }
  .ink { color: #f1eee6 !important; }
  .soft { color: #a9a498 !important; }
  .link { color: ${accent.dark} !important; }
  .button { background: ${accent.dark} !important; color: ${ink} !important; }
}
</style>
</head>
<body class="paper" style="margin:0;background:#fcfbf7">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="paper" style="background:#fcfbf7">
<tr><td align="center" style="padding:28px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;text-align:left">
<tr><td class="ink" style="padding:0 4px 16px;font:600 20px Georgia,serif;color:#1c1b19">${escapeHtml(houseName())}</td></tr>
<tr><td class="sheet ink" style="padding:26px 26px 28px;background:#ffffff;border:1px solid #e3dfd5;border-radius:6px;font:16px/1.55 -apple-system,'Segoe UI',Helvetica,Arial,sans-serif;color:#1c1b19;overflow-wrap:anywhere">
<p style="margin:0 0 14px;font-weight:600">${escapeHtml(todo)}</p>
${told}
<table role="presentation" cellpadding="0" cellspacing="0" style="margin-top:22px"><tr><td class="button" style="background:${accent.light};border-radius:6px">
<a href="${escapeHtml(button.url)}" class="button" style="display:inline-block;padding:11px 20px;color:#ffffff;font-weight:600;text-decoration:none;border-radius:6px">${escapeHtml(button.label)}</a>
</td></tr></table>
</td></tr>
<tr><td class="soft" style="padding:16px 4px 0;font:13px/1.5 -apple-system,'Segoe UI',Helvetica,Arial,sans-serif;color:#65615a">
${escapeHtml(why)}<br>${stop}${link(settingsUrl, "Choose what you are told")}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function link(url: string, text: string): string {
  return `<a href="${escapeHtml(url)}" class="link" style="color:${colours().accent.light}"><bdi>${escapeHtml(text)}</bdi></a>`;
}

/** Of links and buttons: those of the house, where the operator has chosen one. */
function colours() {
  const chosenAccent = chosen().look.accent;
  if (chosenAccent === null)
    return { accent: { light: "#2a3b9c", dark: "#9fb0ff" }, ink: "#141b45" };
  const { accent, ink } = paletteOf(chosenAccent);
  return { accent, ink: ink.dark };
}
