"use client";
"use no memo";

import { type Category, offeredCategories } from "#lib/jobs/categories";
import { CountNote, ValueCount } from "./value-count.tsx";

/** The categories, any number of which may be chosen. */
export function CategoryFields({
  chosen,
  query,
}: {
  chosen: readonly Category[];
  /** The filters as they are. */
  query: string;
}) {
  return (
    <fieldset>
      <legend className="mb-1 text-[0.875rem] font-semibold">Category</legend>
      {offeredCategories(chosen).map((category) => (
        <label
          key={category.value}
          className="flex min-h-8 items-center gap-2.5 pointer-coarse:min-h-11"
        >
          <input
            type="checkbox"
            name="category"
            value={category.value}
            defaultChecked={chosen.includes(category.value)}
            className="size-[18px] flex-none"
          />
          {category.label}
          <ValueCount query={query} of="categories" value={category.value} />
        </label>
      ))}
      <CountNote query={query} />
    </fieldset>
  );
}
