import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import sharp from "sharp";

/** A file as on a person's computer. */
export type RealFile = {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
};

export async function aPicture(name: string, background = "#4a6fa5"): Promise<RealFile> {
  const size = { width: 900, height: 600, channels: 3 as const, background };
  const picture = sharp({ create: size });
  const isJpeg = name.endsWith(".jpg");
  const buffer = await (isJpeg ? picture.jpeg() : picture.png()).toBuffer();
  return { name, mimeType: isJpeg ? "image/jpeg" : "image/png", buffer };
}

export function aText(name: string, text: string): RealFile {
  return { name, mimeType: "text/plain", buffer: Buffer.from(text) };
}

/** This many bytes of no format, different for each file. */
export function someBytes(name: string, bytes: number): RealFile {
  const buffer = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; at += 1) buffer[at] = (at * 31 + name.length) % 251;
  return { name, mimeType: "application/octet-stream", buffer };
}

/** A one-page PDF with one line on it. */
export function aPdf(name: string, line: string): RealFile {
  const stream = `BT /F1 28 Tf 60 760 Td (${line}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  const trailer = `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF`;
  return { name, mimeType: "application/pdf", buffer: Buffer.from(text + table + trailer) };
}

/** Chooses files with the visible button, as people do, without waiting for them to arrive. */
export async function choose(
  page: Page,
  files: readonly RealFile[],
  button: string | RegExp = "Choose files",
): Promise<void> {
  const opened = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: button }).filter({ visible: true }).first().click();
  await (await opened).setFiles([...files]);
}

/** The same, until all of them have arrived. */
export async function attach(page: Page, files: readonly RealFile[]): Promise<void> {
  await choose(page, files);
  const sent = page.getByRole("list", { name: "Files to attach" }).filter({ visible: true });
  await expect(sent.getByRole("listitem")).toHaveCount(files.length);
  await expect(page.locator("input[name=fileIds]")).toHaveCount(files.length, { timeout: 30_000 });
}

/** What a click on this link downloads, and the name of the download. */
export async function download(page: Page, link: RegExp) {
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: link }).filter({ visible: true }).first().click();
  const file = await started;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}
