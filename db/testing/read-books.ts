import { makeZip } from "client-zip";
import type { BookFile } from "#lib/books/files";
import { readZip } from "./read-zip.ts";

/** The texts of the files, by their names, after they have been through a ZIP file. */
export async function zipTexts(files: AsyncIterable<BookFile>): Promise<Map<string, string>> {
  const zip = Buffer.from(await new Response(makeZip(files)).arrayBuffer());
  return new Map([...readZip(zip)].map(([name, bytes]) => [name, bytes.toString()]));
}

/** A table's rows by the names of its columns, for texts without line breaks in their cells. */
export function rowsOf(files: Map<string, string>, name: string): Record<string, string>[] {
  const text = files.get(name);
  if (text === undefined) throw new Error(`${name} is missing`);
  const [head = [], ...lines] = text.replace("\ufeff", "").trimEnd().split("\r\n").map(cellsOf);
  return lines.map((cells) =>
    Object.fromEntries(head.map((column, at) => [column, cells[at] ?? ""])),
  );
}

function cellsOf(line: string): string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
  );
}
