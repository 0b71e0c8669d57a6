import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import { describeInvoice, type InvoiceText } from "./describe-invoice.ts";
import { type Legible, MISSING_SIGN, toLegible } from "./legible.ts";
import type { InvoiceView } from "./schema.ts";

/** The product's own letters, which every file carries with it. */
const LETTERS = join(process.cwd(), "public/letters/hanken-grotesk.ttf");

const MARGIN = 64;
const WIDTH = 595.28 - 2 * MARGIN;
const COLUMN = WIDTH / 2 - 12;
const SIZES = { title: 20, text: 10, small: 8.5 };
const INK = "#1b1a18";
const INK_2 = "#57534c";

/** What makes a tagged file one that says of itself that it is PDF/UA-1 (ISO 14289-1). */
const PDF_UA = `
  <rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
    <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>`;

const HINT = `${MISSING_SIGN} stands for a sign that this file’s letters lack. It is in the text that a screen reader reads and that can be copied from here, and on the invoice’s page.`;

/**
 * An invoice as a tagged PDF of one page, from its stored facts alone: the same bytes each time, with the time of issue
 * as the file's own. A sign that the letters lack is drawn as ◊, and stands in the file's text as it is.
 */
export async function drawInvoice(invoice: InvoiceView): Promise<Buffer> {
  const text = describeInvoice(invoice);
  const at = invoice.issuedAt;
  const doc = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    pdfVersion: "1.7",
    tagged: true,
    lang: "en",
    displayTitle: true,
    font: LETTERS,
    info: { Title: text.title, Author: invoice.issuer.name, CreationDate: at, ModDate: at },
  });
  const bytes = buffer(doc);
  doc.appendXML(PDF_UA);
  new Sheet(doc).write(text);
  doc.end();
  return bytes;
}

type Doc = InstanceType<typeof PDFDocument>;
type Element = ReturnType<Doc["struct"]>;
type Place = { x?: number; width?: number; align?: "right"; size?: number; color?: string };

/** Writes from the top to the bottom. Each piece of text is marked with what it is. */
class Sheet {
  private readonly doc: Doc;
  private readonly root: Element;
  private y = MARGIN;
  private hasMissing = false;

  constructor(doc: Doc) {
    this.doc = doc;
    this.root = doc.struct("Document");
    doc.addStructure(this.root);
  }

  write({ title, facts, from, to, what, amounts, notes }: InvoiceText): void {
    this.line("H1", title, { size: SIZES.title });
    this.y += 18;
    this.pairs(facts, { size: SIZES.small, color: INK_2 });
    this.y += 20;
    this.columns([
      ["From", from],
      ["To", to],
    ]);
    this.y += 24;
    this.line("H2", "What for", { size: SIZES.small, color: INK_2 });
    this.y += 2;
    this.line("P", what, {});
    this.y += 14;
    this.rule();
    this.pairs(amounts, { align: "right" });
    this.rule();
    for (const note of notes) this.line("P", note, { size: SIZES.small, color: INK_2 });
    if (this.hasMissing) this.line("P", HINT, { size: SIZES.small, color: INK_2 });
    this.root.end();
  }

  private line(tag: string, text: string, place: Place): void {
    this.root.add(this.piece(tag, text, this.y, place));
    this.y += this.heightOf(text, place);
  }

  /** A list of labels and what belongs to each. */
  private pairs(lines: readonly { label: string; text: string }[], place: Place): void {
    const list = this.doc.struct("L");
    this.root.add(list);
    const x = MARGIN + 90;
    const { align, ...label } = place;
    const beside = align ? place : { ...place, x, width: WIDTH - 90 };
    for (const { label: name, text } of lines) {
      const item = this.doc.struct("LI");
      list.add(item);
      item.add(this.piece("Lbl", name, this.y, label));
      item.add(this.piece("LBody", text, this.y, beside));
      item.end();
      this.y += this.heightOf(text, beside) + 3;
    }
    list.end();
  }

  /** Both sides of an invoice, beside each other, and read one after the other. */
  private columns(columns: readonly (readonly [string, readonly string[]])[]): void {
    const top = this.y;
    let bottom = top;
    for (const [index, [title, lines]] of columns.entries()) {
      this.y = top;
      const x = MARGIN + index * (COLUMN + 24);
      this.line("H2", title, { x, width: COLUMN, size: SIZES.small, color: INK_2 });
      this.y += 2;
      for (const line of lines) this.line("P", line, { x, width: COLUMN });
      bottom = Math.max(bottom, this.y);
    }
    this.y = bottom;
  }

  /** Says nothing, so a screen reader leaves it out. */
  private rule(): void {
    this.doc.markContent("Artifact", { type: "Layout" });
    this.doc
      .moveTo(MARGIN, this.y)
      .lineTo(MARGIN + WIDTH, this.y)
      .lineWidth(0.5)
      .stroke(INK_2);
    this.doc.endMarkedContent();
    this.y += 8;
  }

  private piece(tag: string, text: string, y: number, place: Place): Element {
    const { shown, isWhole }: Legible = toLegible(text, LETTERS);
    if (!isWhole) this.hasMissing = true;
    const { doc } = this;
    const content = doc.markStructureContent(tag);
    if (!isWhole) doc.markContent("Span", { actual: text });
    this.prepare(place);
    doc.text(shown, place.x ?? MARGIN, y, optionsOf(place));
    if (!isWhole) doc.endMarkedContent();
    doc.endMarkedContent();
    const element = doc.struct(tag, {}, [content]);
    element.end();
    return element;
  }

  private heightOf(text: string, place: Place): number {
    this.prepare(place);
    return this.doc.heightOfString(toLegible(text, LETTERS).shown, optionsOf(place)) + 2;
  }

  private prepare({ size = SIZES.text, color = INK }: Place): void {
    this.doc.fontSize(size).fillColor(color);
  }
}

function optionsOf({ width = WIDTH, align }: Place) {
  return { width, ...(align && { align }), lineBreak: true };
}
