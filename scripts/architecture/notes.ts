import { posix } from "node:path";

/**
 * A path in this tree as the notes write it: `lib/jobs/filters.ts`. A path with angle brackets or a star is a pattern.
 */
const PATH = /`((?:app|components|db|e2e|lib|public|scripts)\/[^`\s]*)`/g;
const MANY = /[<*{…]/;
const LINK = /\]\((?!https?:)([^)#]+)[^)]*\)/g;

/** The files in this tree that a page of notes names or links to. `page` is its own path. */
export function listNamedFiles(page: string, text: string): string[] {
  const paths = [...text.matchAll(PATH)].map(([, path = ""]) => path);
  const links = [...text.matchAll(LINK)].map(([, path = ""]) =>
    posix.join(posix.dirname(page), path),
  );
  return [...paths.filter((path) => !MANY.test(path)), ...links];
}
