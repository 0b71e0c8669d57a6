/** "https://www.example.com/work/" → "example.com/work", for showing. */
export function linkText(link: string): string {
  return link
    .replace(/^https?:\/\/(www\.)?/, "")
    .replace(/\/$/, "")
    .slice(0, 60);
}
