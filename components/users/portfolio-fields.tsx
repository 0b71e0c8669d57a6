"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { UploadField } from "#components/files/upload-field";
import { Button, IconButton } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import { Textarea } from "#components/ui/textarea";
import {
  MAX_PORTFOLIO_FILES,
  MAX_PORTFOLIO_ITEMS,
  portfolioField,
} from "#lib/users/portfolio-fields";
import type { PortfolioItemView as Item } from "#lib/users/schema";

/** Pieces of work, each a row of fields. Without JavaScript there is one empty row after the existing ones. */
export function PortfolioFields({ items }: { items: readonly Item[] }) {
  const first = Math.min(items.length + 1, MAX_PORTFOLIO_ITEMS);
  const [rows, setRows] = useState(() => [...Array(first).keys()]);
  const unused = nextRow(rows);
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-1.5 text-[0.875rem] font-semibold">
        Portfolio <span className="font-normal text-ink-3">(optional)</span>
      </legend>
      <p className="measure -mt-2 text-sm text-ink-2">
        Work you are proud of. Empty rows are left out.
      </p>
      {rows.map((row, position) => (
        <PortfolioRow
          key={row}
          row={row}
          position={position}
          item={items[row]}
          onRemove={() => setRows(rows.filter((other) => other !== row))}
        />
      ))}
      {unused !== undefined && (
        <Button className="self-start" onClick={() => setRows([...rows, unused])}>
          <Plus aria-hidden="true" className="size-4" />
          Add a piece of work
        </Button>
      )}
    </fieldset>
  );
}

function PortfolioRow({
  row,
  position,
  item,
  onRemove,
}: {
  row: number;
  position: number;
  item: Item | undefined;
  onRemove: () => void;
}) {
  return (
    <fieldset className="relative flex min-w-0 flex-col gap-4 border-t border-line pt-3.5">
      <legend className="sr-only">Piece {position + 1}</legend>
      <div className="-mb-2 flex items-center justify-between gap-4">
        <p aria-hidden="true" className="eyebrow">
          Piece {position + 1}
        </p>
        <IconButton label={`Remove piece ${position + 1}`} className="-mr-2.5" onClick={onRemove}>
          <X aria-hidden="true" className="size-4" />
        </IconButton>
      </div>
      <div className="grid min-w-0 gap-4 sm:grid-cols-2">
        <Field name={portfolioField(row, "title")} label="Title">
          <Input defaultValue={item?.title} />
        </Field>
        <Field name={portfolioField(row, "url")} label="Link" optional>
          <Input
            type="text"
            inputMode="url"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="example.com/project"
            defaultValue={item?.url ?? undefined}
          />
        </Field>
      </div>
      <Field name={portfolioField(row, "description")} label="What you did" optional>
        <Textarea rows={2} maxLength={600} defaultValue={item?.description} />
      </Field>
      <UploadField
        name={portfolioField(row, "fileIds")}
        purpose="portfolio"
        label="Pictures"
        max={MAX_PORTFOLIO_FILES}
        attached={item?.files ?? []}
      />
    </fieldset>
  );
}

/** The lowest number that no row has; undefined when there are as many rows as allowed. */
function nextRow(rows: readonly number[]): number | undefined {
  return [...Array(MAX_PORTFOLIO_ITEMS).keys()].find((number) => !rows.includes(number));
}
