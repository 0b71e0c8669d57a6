import { PDFiumLibrary } from "@hyzyla/pdfium";

/** How many pages a PDF has, and what can be copied from it, page after page, with single spaces. */
export async function readPdf(bytes: Buffer): Promise<{ pages: number; text: string }> {
  const library = await PDFiumLibrary.init();
  const file = await library.loadDocument(bytes);
  const pages = [...file.pages()].map((page) => page.getText());
  file.destroy();
  library.destroy();
  return { pages: pages.length, text: pages.join("\n").replace(/\s+/g, " ") };
}
