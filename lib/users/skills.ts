import { z } from "zod";

const MAX_SKILL_LENGTH = 40;
const MISSING = "Name at least one skill.";

/** "React,  react, Type Script" → ["React", "Type Script"]: each skill once, whatever its capitals. */
export function splitSkills(value: string | readonly string[]): string[] {
  const parts = typeof value === "string" ? value.split(/[,;\n]/) : value;
  const found = new Map<string, string>();
  for (const part of parts) {
    const skill = part.replace(/\s+/g, " ").trim();
    if (skill && !found.has(skill.toLowerCase())) found.set(skill.toLowerCase(), skill);
  }
  return [...found.values()];
}

/** Skills as one comma-separated text or as a list: at least one, at most `max`. */
export function skillsInput(max: number) {
  return z
    .union([z.string(), z.array(z.string())], MISSING)
    .transform(splitSkills)
    .pipe(
      z
        .array(
          z.string().max(MAX_SKILL_LENGTH, `Use at most ${MAX_SKILL_LENGTH} characters a skill.`),
        )
        .min(1, MISSING)
        .max(max, `Name at most ${max} skills.`),
    );
}
