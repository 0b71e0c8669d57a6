import { expect, test } from "vitest";
import { newId } from "#lib/new-id";
import { readQueryText } from "#lib/search-params";
import type { SavedSearchView } from "./schema.ts";
import { openedAddress, readNews } from "./shown.ts";

const seenAt = new Date("2026-11-26T10:00:00Z");
const search: SavedSearchView = {
  searchId: newId("sch"),
  name: "Paint",
  saved: "q=paint",
  query: "q=paint",
  labels: [],
  lost: [],
  seenAt,
  newCount: 2,
};

test("what a saved search has found since it was seen is new, and nothing of another result", () => {
  const news = { searchId: search.searchId, since: seenAt.getTime() };
  expect(readNews([search], "q=paint", {})).toEqual(news);
  expect(readNews([search], "q=paint&min=5", {})).toBeNull();
  expect(readNews([search], "q=paint", { new: "soon" })).toEqual(news);
});

test("opened without scripts it is seen already, and its address says since when it was not", () => {
  const before = new Date("2026-11-25T10:00:00Z");
  const address = openedAddress("jobs", "q=paint", before);
  expect(address).toBe(`/jobs?q=paint&new=${before.getTime()}`);
  const params = readQueryText(address.split("?")[1] ?? "");
  expect(readNews([search], "q=paint", params)?.since).toBe(before.getTime());
});
