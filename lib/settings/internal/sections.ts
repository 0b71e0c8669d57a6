import { and, desc, eq, max, sql } from "drizzle-orm";
import type { Reader } from "#db/client";
import { settingVersions } from "#db/schema";
import type { SettingSection } from "../policy.ts";
import { DEFAULT_VALUES, SECTION_VALUES, type SettingValues } from "../schema.ts";

/** The newest version of a section; 0, with what WorkHub comes with, before the first. */
export async function newestOf<S extends SettingSection>(reader: Reader, section: S) {
  const [row] = await reader
    .select()
    .from(settingVersions)
    .where(eq(settingVersions.section, section))
    .orderBy(desc(settingVersions.version))
    .limit(1);
  return {
    version: row?.version ?? 0,
    value: row ? readValue(section, row.value) : DEFAULT_VALUES[section],
    changedBy: row?.changedBy ?? null,
    changedAt: row?.changedAt ?? null,
  };
}

/** What a version of a section held; what WorkHub comes with for 0 and for one that never was. */
export async function versionOf<S extends SettingSection>(
  reader: Reader,
  section: S,
  version: number,
): Promise<SettingValues[S]> {
  const [row] = await reader
    .select({ value: settingVersions.value })
    .from(settingVersions)
    .where(and(eq(settingVersions.section, section), eq(settingVersions.version, version)));
  return row ? readValue(section, row.value) : DEFAULT_VALUES[section];
}

/** How many changes there were in all: cheap, and grows with each. */
export async function countChanges(reader: Reader): Promise<number> {
  const newest = reader
    .select({ version: max(settingVersions.version).as("version") })
    .from(settingVersions)
    .groupBy(settingVersions.section)
    .as("newest");
  const [row] = await reader
    .select({ changes: sql<string>`coalesce(sum(${newest.version}), 0)` })
    .from(newest);
  return Number(row?.changes ?? 0);
}

/** What a row holds. Guarantee: a section’s schema gives its value. Throws for what no form has written. */
export function readValue<S extends SettingSection>(section: S, value: unknown): SettingValues[S] {
  return SECTION_VALUES[section].parse(value) as SettingValues[S];
}
