import { PDFiumLibrary } from "@hyzyla/pdfium";

/** Opening it takes longer than reading a file. */
let library: Promise<PDFiumLibrary> | undefined;

/** How many pages a PDF has, and what can be copied from it, page after page, with single spaces. */
export async function readPdf(bytes: Buffer): Promise<{ pages: number; text: string }> {
  library ??= PDFiumLibrary.init();
  const file = await (await library).loadDocument(bytes);
  const pages = [...file.pages()].map((page) => page.getText());
  file.destroy();
  return { pages: pages.length, text: pages.join("\n").replace(/\s+/g, " ") };
}
