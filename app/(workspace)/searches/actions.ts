"use server";

import { formAction } from "#lib/edge/action";
import { removeSearch } from "#lib/searches/remove-search";
import { renameSearch } from "#lib/searches/rename-search";
import { renameSearchInput, searchIdInput } from "#lib/searches/schema";
import { seeSearch } from "#lib/searches/see-search";
import { openedAddress } from "#lib/searches/shown";
import { isolate } from "#lib/text";

export const renameSearchAction = formAction(
  { name: "rename-search", evenUnverified: true, input: renameSearchInput },
  async (input, { actor, tx }) => {
    await renameSearch(actor, input, tx);
    return { message: `It is called ${isolate(input.name)} now.`, showsAnew: true };
  },
);

export const removeSearchAction = formAction(
  { name: "remove-search", evenUnverified: true, input: searchIdInput },
  async (input, { actor, tx }) => {
    const { name } = await removeSearch(actor, input, tx);
    return { message: `${isolate(name)} is removed.`, showsAnew: true };
  },
);

/** Without scripts: marks a saved search as seen, and goes to it. */
export const openSearchAction = formAction(
  { name: "open-search", evenUnverified: true, input: searchIdInput },
  async (input, { actor, tx }) => {
    const { board, query, newSince } = await seeSearch(actor, input, tx);
    return { goTo: openedAddress(board, query, newSince) };
  },
);
