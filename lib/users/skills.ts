import { cleanLine, isVisible } from "#lib/text";

/** "React,  react, Type Script" → ["React", "Type Script"]: each skill once, ignoring case. */
export function splitSkills(value: string | readonly string[]): string[] {
  const parts = typeof value === "string" ? value.split(/[,;\n]/) : value;
  const found = new Map<string, string>();
  for (const part of parts) {
    const skill = cleanLine(part).replace(/\s+/g, " ");
    if (isVisible(skill) && !found.has(skill.toLowerCase())) found.set(skill.toLowerCase(), skill);
  }
  return [...found.values()];
}
