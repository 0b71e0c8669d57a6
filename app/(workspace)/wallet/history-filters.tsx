"use client";

import { ChevronDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ChangeEvent, useEffect, useRef, useTransition } from "react";
import { buttonClass } from "#components/ui/button-class";
import { chipClass } from "#components/ui/chip";

export type FilterChoice = {
  name: "kind" | "period" | "contract" | "year";
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
};

/** Filters of a list. A change shows at once; without JavaScript a button sends them. */
export function HistoryFilters({
  path = "/wallet",
  label = "Filter transactions",
  choices,
}: {
  path?: "/wallet" | "/wallet/invoices";
  label?: string;
  choices: readonly FilterChoice[];
}) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();

  function apply({ currentTarget }: ChangeEvent<HTMLFormElement>) {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(currentTarget)) {
      if (typeof value === "string" && value) query.set(name, value);
    }
    const target = query.size > 0 ? (`${path}?${query}` as const) : path;
    startTransition(() => router.push(target, { scroll: false }));
  }

  return (
    <form
      method="get"
      action={path}
      onChange={apply}
      aria-label={label}
      aria-busy={isPending || undefined}
      className="flex flex-wrap gap-2"
    >
      {choices.map(({ name, label, value, options }) => (
        <FilterSelect key={name} name={name} label={label} value={value} options={options} />
      ))}
      <span className="hidden noscript:inline">
        <button type="submit" className={buttonClass({ size: "sm" })}>
          Show
        </button>
      </span>
    </form>
  );
}

/** Follows the address without being remounted, so it keeps the focus. */
function FilterSelect({ name, label, value, options }: FilterChoice) {
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (select.current) select.current.value = value;
  }, [value]);
  return (
    <span className="relative inline-flex">
      <select
        ref={select}
        name={name}
        aria-label={label}
        defaultValue={value}
        className={`${chipClass(value !== "")} max-w-56 appearance-none [field-sizing:content] pr-8! text-ellipsis touch:pr-9!`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2"
      />
    </span>
  );
}
