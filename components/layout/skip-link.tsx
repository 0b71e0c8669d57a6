/** The first stop of the Tab key: past the bar, to the page's content. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only rounded bg-ink px-4 py-2.5 font-semibold text-paper focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
    >
      Go to the content
    </a>
  );
}
