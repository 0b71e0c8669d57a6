import { controlClass } from "#components/ui/control";
import { languageChoices, languageName } from "#lib/users/languages";

/** One more language; those that are chosen stay until they are unchecked. */
export function LanguageField({ chosen }: { chosen: readonly string[] }) {
  const others = languageChoices().filter(({ value }) => !chosen.includes(value));
  return (
    <fieldset>
      <legend className="mb-1.5 text-[0.875rem] font-semibold">Languages</legend>
      {chosen.map((code) => (
        <label key={code} className="flex min-h-8 items-center gap-2.5 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            name="lang"
            value={code}
            defaultChecked
            className="size-[18px] flex-none"
          />
          {languageName(code)}
        </label>
      ))}
      <select
        name="lang"
        aria-label={chosen.length > 0 ? "Another language" : "Language"}
        defaultValue=""
        className={controlClass()}
      >
        <option value="">{chosen.length > 0 ? "And another one" : "Any"}</option>
        {others.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <span className="mt-1 block text-sm text-ink-3">They speak all of them.</span>
    </fieldset>
  );
}
