"use server";

import { formAction } from "#lib/edge/action";
import { replaceSearch } from "#lib/searches/replace-search";
import { saveSearch } from "#lib/searches/save-search";
import { replaceSearchInput, saveSearchInput, searchIdInput } from "#lib/searches/schema";
import { seeSearch } from "#lib/searches/see-search";
import { isolate } from "#lib/text";

/** Keeps what a board shows now under a name. */
export const saveSearchAction = formAction(
  { name: "save-search", input: saveSearchInput },
  async (input, { actor, tx }) => {
    await saveSearch(actor, input, tx);
    return { message: `Saved as ${isolate(input.name)}.`, showsAnew: true };
  },
);

/** Puts what a board shows now under the name of a saved search. */
export const replaceSearchAction = formAction(
  { name: "replace-search", input: replaceSearchInput },
  async (input, { actor, tx }) => {
    const { name } = await replaceSearch(actor, input, tx);
    return { message: `${isolate(name)} is now this search.`, showsAnew: true };
  },
);

/** Without scripts: marks a saved search as seen, and goes to it. */
export const openSearchAction = formAction(
  { name: "open-search", input: searchIdInput },
  async (input, { actor, tx }) => {
    const { board, query } = await seeSearch(actor, input, tx);
    return { goTo: query ? `/${board}?${query}` : `/${board}` };
  },
);
