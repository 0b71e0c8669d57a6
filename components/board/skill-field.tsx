"use client";
"use no memo";

import { useId, useState } from "react";
import { controlClass } from "#components/ui/control";

/**
 * One more skill, or several with commas between them. The skills that jobs ask for most are suggested from the moment
 * in which somebody comes here: they are not worth their bytes to everybody else.
 */
export function SkillField({ defaultValue, help }: { defaultValue?: string; help: string }) {
  const [skills, setSkills] = useState<readonly string[]>([]);
  const listId = useId();
  const suggest = async () => {
    if (skills.length > 0) return;
    // Without them the field works as well.
    setSkills(await fetchSkills().catch(() => []));
  };
  return (
    <label className="block">
      <span className="mb-1.5 block text-[0.875rem] font-semibold">Skill</span>
      <input
        name="skill"
        dir="auto"
        list={listId}
        autoComplete="off"
        placeholder="React, Copywriting"
        defaultValue={defaultValue}
        onFocus={suggest}
        className={controlClass()}
      />
      <datalist id={listId}>
        {skills.map((skill) => (
          <option key={skill} value={skill} />
        ))}
      </datalist>
      <span className="mt-1 block text-sm text-ink-3">{help}</span>
    </label>
  );
}

async function fetchSkills(): Promise<string[]> {
  const response = await fetch("/api/jobs/skills");
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  const { skills }: { skills: string[] } = await response.json();
  return skills;
}
