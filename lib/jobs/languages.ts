/** Languages that a job may be written in. Search knows the endings of those that `search_stem` in the database has. */
export const LANGUAGES = [
  { value: "ar", label: "Arabic" },
  { value: "zh", label: "Chinese" },
  { value: "da", label: "Danish" },
  { value: "nl", label: "Dutch" },
  { value: "en", label: "English" },
  { value: "fr", label: "French" },
  { value: "de", label: "German" },
  { value: "it", label: "Italian" },
  { value: "ja", label: "Japanese" },
  { value: "ko", label: "Korean" },
  { value: "pl", label: "Polish" },
  { value: "pt", label: "Portuguese" },
  { value: "ru", label: "Russian" },
  { value: "es", label: "Spanish" },
  { value: "sv", label: "Swedish" },
  { value: "th", label: "Thai" },
  { value: "tr", label: "Turkish" },
  { value: "xx", label: "Another language" },
] as const;

export const LANGUAGE_VALUES = LANGUAGES.map(({ value }) => value);
