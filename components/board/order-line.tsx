import { Bookmark } from "lucide-react";
import type { Route } from "next";
import { cn } from "#components/ui/cn";
import { FilterLink } from "./filter-link.tsx";
import { FilterMenu, MenuChoice } from "./filter-menu.tsx";

/** One way to order a board, and where it leads. */
export type Order = { readonly name: string; readonly label: string; readonly href: Route };

/** The order of a board, at the end of the line that counts its entries. */
export function OrderMenu({ orders, chosen }: { orders: readonly Order[]; chosen: Order["name"] }) {
  const label = orders.find(({ name }) => name === chosen)?.label ?? "";
  return (
    <FilterMenu label={label} name="Order" look="quiet" isNarrow align="end">
      {orders.map(({ name, label, href }) => (
        <MenuChoice key={name} href={href} isCurrent={name === chosen}>
          <span className={cn(name === chosen && "font-semibold")}>{label}</span>
        </MenuChoice>
      ))}
    </FilterMenu>
  );
}

/** Leads to what the viewer has saved. */
export function SavedOnlyLink({ href, many }: { href: Route; many: string }) {
  return (
    <FilterLink
      href={href}
      className="inline-flex min-h-8 items-center gap-1.5 rounded hover:text-ink pointer-coarse:min-h-11"
    >
      <Bookmark aria-hidden="true" className="size-3.5" />
      Saved<span className="sr-only"> {many} only</span>
    </FilterLink>
  );
}
