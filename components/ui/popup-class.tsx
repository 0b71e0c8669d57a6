/** How everything looks that opens over a page. */
export const popupClass =
  "z-50 rounded border border-line bg-sheet text-[0.875rem] text-ink shadow-float outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0";
