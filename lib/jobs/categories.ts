export const CATEGORIES = [
  { value: "web-development", label: "Web development" },
  { value: "mobile-apps", label: "Mobile apps" },
  { value: "design", label: "Design" },
  { value: "writing", label: "Writing" },
  { value: "translation", label: "Translation" },
  { value: "marketing", label: "Marketing" },
  { value: "data", label: "Data and analysis" },
  { value: "video-audio", label: "Video and audio" },
  { value: "operations", label: "Operations and admin" },
  { value: "engineering", label: "Engineering and CAD" },
] as const;
export type Category = (typeof CATEGORIES)[number]["value"];
export const CATEGORY_VALUES = CATEGORIES.map((category) => category.value);

export function categoryLabel(value: string): string {
  return CATEGORIES.find((category) => category.value === value)?.label ?? value;
}
