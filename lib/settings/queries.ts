import { and, desc, eq, gte, sql } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { SETTING_SECTIONS, settingVersions, termsConsents, users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { isStaff } from "#lib/auth/staff";
import { chosen } from "#lib/chosen";
import { DomainError } from "#lib/errors";
import type { HousePage } from "#lib/house";
import { requireOperator } from "./internal/require-operator.ts";
import { newestOf, versionOf } from "./internal/sections.ts";
import type { SettingSection } from "./policy.ts";
import { readMarkdown } from "./read-markdown.ts";
import type { HousePageView, SectionView, SettingsView } from "./schema.ts";

/** Every section as it is in the database now. Throws not_found for everyone but the operator. */
export async function getSettings(actor: Actor, reader: Reader = getDb()): Promise<SettingsView> {
  requireOperator(actor);
  return bySection(await Promise.all(SETTING_SECTIONS.map((section) => viewOf(reader, section))));
}

/** Guarantee: there is one view of each section, and it says of which. */
function bySection(views: readonly SectionView[]): SettingsView {
  return Object.fromEntries(views.map((view) => [view.section, view])) as SettingsView;
}

async function viewOf<S extends SettingSection>(
  reader: Reader,
  section: S,
): Promise<SectionView<S>> {
  const { version, value, changedBy, changedAt } = await newestOf(reader, section);
  if (changedBy === null || changedAt === null) return { section, version, value, changed: null };
  const [by] = await reader.select({ name: users.name }).from(users).where(eq(users.id, changedBy));
  return { section, version, value, changed: { by: by?.name ?? changedBy, at: changedAt } };
}

/**
 * One of the pages of the house, for anybody: as it is now, or as it was in an earlier version. Throws not_found where
 * there is none.
 */
export async function getHousePage(
  page: HousePage,
  wanted: number | null,
  reader: Reader = getDb(),
): Promise<HousePageView> {
  const versions = await reader
    .select({ version: settingVersions.version, changedAt: settingVersions.changedAt })
    .from(settingVersions)
    .where(eq(settingVersions.section, page))
    .orderBy(desc(settingVersions.version));
  const [newest] = versions;
  const shown = wanted === null ? newest : versions.find(({ version }) => version === wanted);
  if (!newest || !shown) throw new DomainError("not_found");
  const { text } = await versionOf(reader, page, shown.version);
  if (text === "") throw new DomainError("not_found");
  const isNewest = shown === newest;
  return { page, ...shown, isNewest, root: readMarkdown(text), versions };
}

/** Whether the actor is asked to agree to the terms: there is a version for all, and theirs is older or none. */
export async function mustAgree(actor: Actor, reader: Reader = getDb()): Promise<boolean> {
  const { askedSince } = chosen().terms;
  if (askedSince === 0 || isStaff(actor.role)) return false;
  const agreed = and(
    eq(termsConsents.userId, actor.userId),
    gte(termsConsents.version, askedSince),
  );
  return (await reader.$count(termsConsents, agreed)) === 0;
}

/** The bytes of a picture that stands or stood for the name, as WebP. Anyone may see it. Throws not_found. */
export async function getWordmark(hash: string, reader: Reader = getDb()): Promise<Uint8Array> {
  const { section, value } = settingVersions;
  const [row] = await reader
    .select({ webp: sql<string>`${value}#>>'{picture,webp}'` })
    .from(settingVersions)
    .where(and(eq(section, "wordmark"), eq(sql`${value}#>>'{picture,hash}'`, hash)))
    .limit(1);
  if (!row) throw new DomainError("not_found");
  return Buffer.from(row.webp, "base64");
}
