import { and, desc, eq, max, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { settingVersions } from "#db/schema";
import { noteChosen } from "#lib/chosen";
import { HOUSE_PAGES } from "#lib/house";
import { readValue } from "./internal/sections.ts";
import type { SettingSection } from "./policy.ts";
import { DEFAULT_VALUES, type SettingValues } from "./schema.ts";

/**
 * Reads what holds now: from here on this process shows it. The process that has changed something calls it before it
 * answers, so that whoever changed it sees it.
 */
export async function readSettings(reader: Reader = getDb()): Promise<void> {
  const [rows, askedSince] = await Promise.all([readNewest(reader), readAskedSince(reader)]);
  const get = <S extends SettingSection>(section: S): SettingValues[S] & { version: number } => {
    const row = rows.find((each) => each.section === section);
    const value = row ? readValue(section, row.value) : DEFAULT_VALUES[section];
    return { ...value, version: row?.version ?? 0 };
  };
  const { name, ...look } = get("look");
  const { categories } = get("categories");
  const { picture } = get("wordmark");
  const { offered, usual } = get("windows");
  const terms = get("terms");
  const pages = HOUSE_PAGES.filter((page) => get(page).text !== "");
  noteChosen({
    changes: rows.reduce((sum, { version }) => sum + version, 0),
    house: {
      name,
      wordmark: picture && { hash: picture.hash, width: picture.width, height: picture.height },
      categories,
      reviewWindows: offered,
      usualReviewWindow: usual,
      pages,
    },
    look,
    terms: { version: terms.text === "" ? 0 : terms.version, askedSince },
    skills: get("skills").skills,
    banner: get("banner"),
    fee: get("fee"),
    limits: get("limits"),
  });
}

/** Of the pages of the house only how they begin, and of the wordmark no picture: whoever wants all of it reads it. */
function readNewest(reader: Reader) {
  const { section, version, value } = settingVersions;
  return reader
    .selectDistinctOn([section], {
      section,
      version,
      value: sql<unknown>`case when ${value} ? 'text'
        then jsonb_set(${value}, '{text}', to_jsonb(left(${value}->>'text', 300)))
        else ${value} #- '{picture,webp}' end`,
    })
    .from(settingVersions)
    .orderBy(section, desc(version));
}

/** The newest version of the terms that everybody is asked to agree to; 0 where none is. */
async function readAskedSince(reader: Reader): Promise<number> {
  const [row] = await reader
    .select({ version: max(settingVersions.version) })
    .from(settingVersions)
    .where(
      and(
        eq(settingVersions.section, "terms"),
        sql`${settingVersions.value}->>'asksAgain' = 'true' and ${settingVersions.value}->>'text' <> ''`,
      ),
    );
  return row?.version ?? 0;
}
