import { desc } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { settingVersions } from "#db/schema";
import { noteChosen } from "#lib/chosen";
import { DEFAULT_HOUSE } from "#lib/house";
import { readValue } from "./internal/sections.ts";
import type { SettingSection } from "./policy.ts";
import { DEFAULT_VALUES, type SettingValues } from "./schema.ts";

/**
 * Reads what holds now: from here on this process shows it. The process that has changed something calls it before it
 * answers, so that whoever changed it sees it.
 */
export async function readSettings(reader: Reader = getDb()): Promise<void> {
  const rows = await reader
    .selectDistinctOn([settingVersions.section], {
      section: settingVersions.section,
      version: settingVersions.version,
      value: settingVersions.value,
    })
    .from(settingVersions)
    .orderBy(settingVersions.section, desc(settingVersions.version));
  const get = <S extends SettingSection>(section: S): SettingValues[S] & { version: number } => {
    const row = rows.find((each) => each.section === section);
    const value = row ? readValue(section, row.value) : DEFAULT_VALUES[section];
    return { ...value, version: row?.version ?? 0 };
  };
  const { name, ...look } = get("look");
  const { categories } = get("categories");
  const { offered, usual } = get("windows");
  noteChosen({
    changes: rows.reduce((sum, { version }) => sum + version, 0),
    house: { ...DEFAULT_HOUSE, name, categories, reviewWindows: offered, usualReviewWindow: usual },
    look,
    banner: get("banner"),
    fee: get("fee"),
    limits: get("limits"),
  });
}
