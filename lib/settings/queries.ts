import { eq } from "drizzle-orm";
import { getDb, type Reader } from "#db/client";
import { users } from "#db/schema";
import type { Actor } from "#lib/auth/actor";
import { requireOperator } from "./internal/require-operator.ts";
import { newestOf } from "./internal/sections.ts";
import type { SettingSection } from "./policy.ts";
import type { SectionView, SettingsView } from "./schema.ts";

/** Every section as it is in the database now. Throws not_found for everyone but the operator. */
export async function getSettings(actor: Actor, reader: Reader = getDb()): Promise<SettingsView> {
  requireOperator(actor);
  const [look, banner, categories, windows, fee, limits] = await Promise.all([
    viewOf(reader, "look"),
    viewOf(reader, "banner"),
    viewOf(reader, "categories"),
    viewOf(reader, "windows"),
    viewOf(reader, "fee"),
    viewOf(reader, "limits"),
  ]);
  return { look, banner, categories, windows, fee, limits };
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
