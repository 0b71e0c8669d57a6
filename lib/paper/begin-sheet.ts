import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import { type Legible, MISSING_SIGN, toLegible } from "./legible.ts";

/** The product's own letters, which every file carries with it. */
const LETTERS = join(process.cwd(), "public/letters/hanken-grotesk.ttf");

const MARGIN = 64;
const BOTTOM = 841.89 - MARGIN;
const FOOT = BOTTOM + 20;
const SIZES = { title: 20, text: 10, small: 8.5 };
const INK = "#1b1a18";
const INK_2 = "#57534c";
const GAP = 10;

/** How wide the text of a page is, in points. */
export const WIDTH = 595.28 - 2 * MARGIN;
const COLUMN = WIDTH / 2 - 12;

/** What makes a tagged file one that says of itself that it is PDF/UA-1 (ISO 14289-1). */
const PDF_UA = `
  <rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
    <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>`;

const HINT = `${MISSING_SIGN} stands for a sign that this file’s letters lack. It is in the text that a screen reader reads and that can be copied from here, and on its page in WorkHub.`;

export type Line = { readonly label: string; readonly text: string };
export type Column = {
  readonly label: string;
  /** In points; all of a table's together are at most `WIDTH`. */
  readonly width: number;
  readonly align?: "right";
};

type Head = {
  readonly title: string;
  readonly author: string;
  /** Stands in the file as when it was made, so that the same facts are the same bytes. */
  readonly at: Date;
};
type Doc = InstanceType<typeof PDFDocument>;
type Element = ReturnType<Doc["struct"]>;
type Place = { x?: number; width?: number; align?: "right"; size?: number; color?: string };

/** How a piece of text is written: as large as the others or smaller, and at which side. */
export type Manner = { readonly isSmall?: boolean; readonly align?: "right" };

/**
 * Begins a tagged PDF (PDF/UA) with its title. It is written from the top of its first page to the bottom of its last,
 * and each piece of text is marked with what it is. A sign that the letters lack is drawn as ◊, and stands in the file's
 * text as it is.
 */
export function beginSheet(head: Head): Sheet {
  return new Sheet(head);
}

class Sheet {
  private readonly doc: Doc;
  private readonly root: Element;
  private y = MARGIN;
  private pages = 1;
  private hasMissing = false;
  private table: { readonly element: Element; readonly columns: readonly Column[] } | null = null;

  constructor({ title, author, at }: Head) {
    this.doc = new PDFDocument({
      size: "A4",
      margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: 0 },
      pdfVersion: "1.7",
      tagged: true,
      lang: "en",
      displayTitle: true,
      font: LETTERS,
      info: { Title: title, Author: author, CreationDate: at, ModDate: at },
    });
    this.doc.appendXML(PDF_UA);
    this.root = this.doc.struct("Document");
    this.doc.addStructure(this.root);
    this.line("H1", title, { size: SIZES.title });
  }

  /** Leaves room, in points. */
  gap(height: number): void {
    this.y += height;
  }

  heading(text: string): void {
    this.line("H2", text, { size: SIZES.small, color: INK_2 });
    this.y += 2;
  }

  text(text: string, { isSmall = false }: Manner = {}): void {
    this.line("P", text, isSmall ? { size: SIZES.small, color: INK_2 } : {});
  }

  /** A list of labels and what belongs to each. */
  pairs(lines: readonly Line[], { isSmall = false, align }: Manner = {}): void {
    const list = this.doc.struct("L");
    this.root.add(list);
    const label: Place = isSmall ? { size: SIZES.small, color: INK_2 } : {};
    const beside: Place = align
      ? { ...label, align }
      : { ...label, x: MARGIN + 90, width: WIDTH - 90 };
    for (const { label: name, text } of lines) {
      const height = this.heightOf(text, beside) + 3;
      this.makeRoom(height);
      const item = this.doc.struct("LI");
      list.add(item);
      item.add(this.piece("Lbl", name, this.y, label));
      item.add(this.piece("LBody", text, this.y, beside));
      item.end();
      this.y += height;
    }
    list.end();
  }

  /** Two lists beside each other, each under its heading, and read one after the other. */
  columns(columns: readonly (readonly [string, readonly string[]])[]): void {
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
  rule(): void {
    this.asArtifact("Layout", () =>
      this.doc
        .moveTo(MARGIN, this.y)
        .lineTo(MARGIN + WIDTH, this.y)
        .lineWidth(0.5)
        .stroke(INK_2),
    );
    this.y += 8;
  }

  /** Begins a table. Its head is seen again at the top of each page, and read once. */
  openTable(columns: readonly Column[]): void {
    const element = this.doc.struct("Table");
    this.root.add(element);
    this.table = { element, columns };
    this.rowOf("TH", headOf(columns));
  }

  row(cells: readonly string[]): void {
    this.rowOf("TD", cells);
  }

  closeTable(): void {
    this.table?.element.end();
    this.table = null;
  }

  /** What was written since the last call and needs no change any more. */
  *take(): Generator<Uint8Array> {
    for (;;) {
      const piece: Buffer | null = this.doc.read();
      if (piece === null) return;
      yield piece;
    }
  }

  /** The last line, and the end of the file. */
  end(): void {
    if (this.hasMissing) this.line("P", HINT, { size: SIZES.small, color: INK_2 });
    if (this.pages > 1) this.foot();
    this.root.end();
    this.doc.end();
  }

  /** Ends it; all of the file at once. */
  async bytes(): Promise<Buffer> {
    const bytes = buffer(this.doc);
    this.end();
    return bytes;
  }

  private line(tag: string, text: string, place: Place): void {
    const height = this.heightOf(text, place);
    this.makeRoom(height);
    this.root.add(this.piece(tag, text, this.y, place));
    this.y += height;
  }

  private rowOf(tag: "TH" | "TD", cells: readonly string[]): void {
    if (!this.table) throw new Error("A row needs a table");
    const { element, columns } = this.table;
    const places = placesOf(columns, tag);
    const height = Math.max(...cells.map((text, at) => this.heightOf(text, places[at] ?? {}))) + 3;
    this.makeRoom(height);
    const row = this.doc.struct("TR");
    element.add(row);
    for (const [at, text] of cells.entries()) {
      row.add(this.piece(tag, text, this.y, places[at] ?? {}));
    }
    row.end();
    this.y += height;
  }

  /** Goes on at the top of a new page when this one is full. */
  private makeRoom(height: number): void {
    if (this.y + height <= BOTTOM) return;
    this.foot();
    this.doc.addPage();
    this.pages += 1;
    this.y = MARGIN;
    if (!this.table) return;
    const { columns } = this.table;
    const places = placesOf(columns, "TH");
    this.asArtifact("Pagination", () => {
      for (const [at, text] of headOf(columns).entries()) this.draw(text, this.y, places[at] ?? {});
    });
    this.y += this.heightOf("Head", { size: SIZES.small }) + 3;
  }

  private foot(): void {
    this.asArtifact("Pagination", () =>
      this.draw(`Page ${this.pages}`, FOOT, { size: SIZES.small, color: INK_2, align: "right" }),
    );
  }

  private asArtifact(type: "Layout" | "Pagination", draw: () => void): void {
    this.doc.markContent("Artifact", { type });
    draw();
    this.doc.endMarkedContent();
  }

  private piece(tag: string, text: string, y: number, place: Place): Element {
    const { doc } = this;
    const content = doc.markStructureContent(tag);
    this.draw(text, y, place);
    doc.endMarkedContent();
    const element = doc.struct(tag, tag === "TH" ? ofColumn() : {}, [content]);
    element.end();
    return element;
  }

  private draw(text: string, y: number, place: Place): void {
    const { shown, isWhole }: Legible = toLegible(text, LETTERS);
    if (!isWhole) {
      this.hasMissing = true;
      this.doc.markContent("Span", { actual: text });
    }
    this.prepare(place);
    this.doc.text(shown, place.x ?? MARGIN, y, optionsOf(place));
    if (!isWhole) this.doc.endMarkedContent();
  }

  private heightOf(text: string, place: Place): number {
    this.prepare(place);
    return this.doc.heightOfString(toLegible(text, LETTERS).shown, optionsOf(place)) + 2;
  }

  private prepare({ size = SIZES.text, color = INK }: Place): void {
    this.doc.fontSize(size).fillColor(color);
  }
}

/** Guarantee: pdfkit writes the scope of a head into its tag; its types do not know this yet. */
function ofColumn(): NonNullable<Parameters<Doc["struct"]>[1]> {
  return { scope: "Column" } as NonNullable<Parameters<Doc["struct"]>[1]>;
}

function headOf(columns: readonly Column[]): string[] {
  return columns.map(({ label }) => label);
}

function placesOf(columns: readonly Column[], tag: "TH" | "TD"): Place[] {
  let x = MARGIN;
  return columns.map(({ width, align }) => {
    const place: Place = {
      x,
      width: width - GAP,
      size: SIZES.small,
      color: tag === "TH" ? INK_2 : INK,
      ...(align && { align }),
    };
    x += width;
    return place;
  });
}

function optionsOf({ width = WIDTH, align }: Place) {
  return { width, ...(align && { align }), lineBreak: true };
}
