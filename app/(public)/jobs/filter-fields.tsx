import { controlClass } from "#components/ui/control";
import type { JobFilters } from "#lib/jobs/filters";
import { CATEGORIES, type Category } from "#lib/jobs/schema";
import { CURRENCY_SIGN, toDecimal } from "#lib/money";

/*
 * The fields of the board's filters, as they are in the menus of a wide screen and in the sheet of a phone. Plain
 * controls named like the address's parameters, so that their forms need no JavaScript.
 */

export function CategoryFields({ chosen }: { chosen: readonly Category[] }) {
  return (
    <fieldset>
      <legend className="mb-1 text-[0.875rem] font-semibold">Category</legend>
      {CATEGORIES.map((category) => (
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
        </label>
      ))}
    </fieldset>
  );
}

export function BudgetFields({ filters }: { filters: JobFilters }) {
  return (
    <fieldset>
      <legend className="mb-1.5 text-[0.875rem] font-semibold">Budget in {CURRENCY_SIGN}</legend>
      <div className="flex items-center gap-2">
        <input
          name="min"
          inputMode="decimal"
          autoComplete="off"
          aria-label="At least"
          placeholder="At least"
          defaultValue={filters.minCents ? toDecimal(filters.minCents) : ""}
          className={controlClass("num")}
        />
        <span className="text-ink-3">to</span>
        <input
          name="max"
          inputMode="decimal"
          autoComplete="off"
          aria-label="At most"
          placeholder="At most"
          defaultValue={filters.maxCents ? toDecimal(filters.maxCents) : ""}
          className={controlClass("num")}
        />
      </div>
    </fieldset>
  );
}

const SKILLS_ID = "board-skills";

/** What the skill fields of the page suggest; stands once. */
export function SkillSuggestions({ skills }: { skills: readonly string[] }) {
  return (
    <datalist id={SKILLS_ID}>
      {skills.map((skill) => (
        <option key={skill} value={skill} />
      ))}
    </datalist>
  );
}

/** One more skill, or several with commas between them. */
export function SkillField({ defaultValue }: { defaultValue?: string }) {
  return (
    <label className="block">
      <span className="mb-1.5 block text-[0.875rem] font-semibold">Skill</span>
      <input
        name="skill"
        list={SKILLS_ID}
        autoComplete="off"
        placeholder="React, Copywriting"
        defaultValue={defaultValue}
        className={controlClass()}
      />
      <span className="mt-1 block text-sm text-ink-3">The job asks for all of them.</span>
    </label>
  );
}
