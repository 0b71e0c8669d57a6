/*
 * The two columns of a board: they scroll separately on wide screens, and are two screens on small ones. What scrolls is
 * positioned, or words for screen readers only would stand outside of it and make the whole page longer.
 */
export const boardClass = "lg:grid lg:grid-cols-[minmax(0,38fr)_minmax(0,62fr)] lg:below-bar";
export const listClass =
  "lg:relative lg:z-10 lg:flex lg:min-h-0 lg:flex-col lg:border-r lg:border-line";
export const panelClass = "lg:relative lg:min-h-0 lg:overflow-y-auto";
export const panelPadding = "px-[18px] pt-2 lg:px-11 lg:pt-7 lg:pb-12";

/** From this width on, the job is beside the list. */
export const WIDE = "(width >= 64rem)";
