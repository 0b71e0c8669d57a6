import { Fragment, type ReactNode } from "react";
import { Section } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { FormAction } from "#lib/forms/state";
import type { SettingSection as SectionName } from "#lib/settings/policy";
import type { SectionView, SettingValues } from "#lib/settings/schema";
import { changeSettingAction } from "./actions.ts";

/** What the form of a section begins with. */
export type SettingForm<S extends SectionName> = {
  readonly action: FormAction;
  /** The version that the form began with. */
  readonly seen: number;
  readonly value: SettingValues[S];
};

/** One section of the settings: what it is for, its form, and who changed it last. */
export function SettingSection<S extends SectionName>({
  title,
  note,
  setting: { version, value, changed },
  children,
}: {
  title: string;
  note?: string;
  setting: SectionView<S>;
  children: (form: SettingForm<S>) => ReactNode;
}) {
  return (
    <Section title={title} {...(note && { note })} className="not-first:mt-12">
      <Fragment key={version}>
        {children({ action: changeSettingAction, seen: version, value })}
      </Fragment>
      <LastChange changed={changed} />
    </Section>
  );
}

function LastChange({ changed }: Pick<SectionView, "changed">) {
  return (
    <p className="mt-3 text-sm text-ink-2">
      {changed ? (
        <>
          Last changed by <bdi>{changed.by}</bdi>, <Time at={changed.at} />.
        </>
      ) : (
        "Never changed: this is how it comes."
      )}
    </p>
  );
}
