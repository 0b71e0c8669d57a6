import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { z } from "zod";

/*
 * A separate thread for one page of a PDF: whatever a broken or hostile document does to PDFium (compiled to
 * WebAssembly, so it cannot escape), the thread can be ended from outside. Sends back raw pixels.
 */

const { path, pixels } = z.object({ path: z.string(), pixels: z.number() }).parse(workerData);

const library = await PDFiumLibrary.init();
const document = await library.loadDocument(await readFile(path));
const page = document.getPage(0);
const { originalWidth, originalHeight } = page.getOriginalSize();
const scale = pixels / Math.max(originalWidth, originalHeight);
const rendered = await page.render({
  render: "bitmap",
  width: Math.max(1, originalWidth * scale),
  height: Math.max(1, originalHeight * scale),
});
const { data, width, height } = rendered;
parentPort?.postMessage({ pixels: data, width, height });
