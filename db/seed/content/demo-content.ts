import type { CompanySize } from "#lib/users/schema";

/** What the demo marketplace is made of: texts and numbers only, no ids and no times. */
export type DemoContent = {
  readonly clients: readonly DemoClient[];
  readonly freelancers: readonly DemoFreelancer[];
  readonly jobs: readonly DemoJob[];
  /** Smaller jobs of the past year, all of them completed. */
  readonly pastJobs: readonly DemoPastJob[];
  readonly talks: readonly DemoTalk[];
};

/** A conversation about a job: who wrote how many days before the seeding, and what. */
export type DemoTalk = {
  readonly jobKey: string;
  readonly freelancerKey: FreelancerKey;
  readonly lines: readonly (readonly [
    by: "client" | "freelancer",
    daysAgo: number,
    text: string,
    files?: readonly DemoFile[],
  ])[];
  /** When the last line was read; null: not yet. */
  readonly readAgo: number | null;
  readonly archivedBy?: "client" | "freelancer";
};

export type ClientKey =
  | "northwind"
  | "lindgren"
  | "teahouse"
  | "alpine"
  | "harbour"
  | "kestrel"
  | "mwangaza"
  | "petra";

export type FreelancerKey =
  | "ana"
  | "tomas"
  | "priya"
  | "kwame"
  | "ingrid"
  | "mateo"
  | "fergus"
  | "noor"
  | "leila"
  | "yuki"
  | "emeka"
  | "soojin"
  | "wanjiru"
  | "luca"
  | "oksana"
  | "henrik";

export type DemoCategory =
  | "web-development"
  | "mobile-apps"
  | "design"
  | "writing"
  | "translation"
  | "marketing"
  | "data"
  | "video-audio"
  | "operations"
  | "engineering";

/** One vocabulary for people and jobs, so that a job finds who can do it. */
export type Skill =
  | "React"
  | "TypeScript"
  | "Next.js"
  | "CSS"
  | "Accessibility"
  | "Testing"
  | "Performance"
  | "Ruby on Rails"
  | "Node.js"
  | "PostgreSQL"
  | "API design"
  | "DevOps"
  | "Flutter"
  | "Android"
  | "Kotlin"
  | "iOS"
  | "Swift"
  | "React Native"
  | "Offline sync"
  | "Maps"
  | "Bluetooth"
  | "Firmware"
  | "UI design"
  | "Figma"
  | "Design systems"
  | "User research"
  | "Prototyping"
  | "Illustration"
  | "Branding"
  | "Packaging"
  | "Print"
  | "Typography"
  | "Technical writing"
  | "Documentation"
  | "Editing"
  | "Proofreading"
  | "Copywriting"
  | "Newsletters"
  | "Content strategy"
  | "Interviews"
  | "Translation"
  | "Localization"
  | "Subtitling"
  | "Japanese"
  | "French"
  | "Arabic"
  | "German"
  | "Dutch"
  | "Ukrainian"
  | "SEO"
  | "Google Ads"
  | "Analytics"
  | "Email marketing"
  | "A/B testing"
  | "Social media"
  | "Python"
  | "SQL"
  | "Data analysis"
  | "Data pipelines"
  | "Dashboards"
  | "Forecasting"
  | "Statistics"
  | "GIS"
  | "Video editing"
  | "Motion graphics"
  | "Color grading"
  | "Sound design"
  | "Podcast production"
  | "Voice-over"
  | "Bookkeeping"
  | "Invoicing"
  | "Spreadsheets"
  | "Data entry"
  | "Customer support"
  | "Scheduling"
  | "Process design"
  | "CAD"
  | "3D printing"
  | "Sheet metal"
  | "Technical drawing"
  | "Electronics"
  | "Simulation"
  | "BIM";

export type DemoClient = {
  readonly key: ClientKey;
  readonly companyName: string;
  /** The person who acts for the company. */
  readonly contactName: string;
  readonly email: string;
  readonly website: string;
  /** How many people work there. */
  readonly size: CompanySize;
  readonly location: string;
  readonly about: string;
};

export type DemoFreelancer = {
  readonly key: FreelancerKey;
  readonly name: string;
  readonly email: string;
  readonly headline: string;
  readonly bio: string;
  readonly skills: readonly Skill[];
  readonly hourlyRateCents: number;
  readonly location: string;
  readonly availability: "available" | "limited" | "unavailable";
  readonly portfolio: readonly DemoPortfolioItem[];
};

export type DemoPortfolioItem = {
  readonly title: string;
  readonly url: string;
  readonly description: string;
  readonly pictures?: readonly DemoFile[];
};

/** What somebody attached: a text, or a picture that is drawn for it. */
export type DemoFile = { readonly name: string } & (
  | { readonly text: string }
  | { readonly picture: DemoPicture }
);

export type DemoPicture = {
  readonly shows: "page" | "chart" | "map" | "components" | "phone";
  /** Of its colours, in degrees of the colour circle. */
  readonly hue: number;
};

/** What becomes of the proposal before the job's story ends. */
export type DemoProposal = {
  readonly freelancerKey: FreelancerKey;
  readonly coverLetter: string;
  readonly priceCents: number;
  readonly timelineDays: number;
} & (
  | { readonly outcome: "submitted" | "shortlisted" | "withdrawn" | "hired" | "not_selected" }
  | { readonly outcome: "declined"; readonly declineReason: string }
);

/** One delivery; `changesRequested` is the client's answer when it was to ask for changes. */
export type DemoSubmission = {
  readonly note: string;
  readonly files?: readonly DemoFile[];
  readonly changesRequested?: string;
};

export type DemoReview = { readonly rating: 3 | 4 | 5; readonly text: string };

/** A job as the files by category hold it. */
export type DemoJobInCategory = {
  readonly key: string;
  readonly clientKey: ClientKey;
  readonly title: string;
  /** Paragraphs, separated by blank lines. */
  readonly description: string;
  readonly files?: readonly DemoFile[];
  readonly skills: readonly Skill[];
  readonly budgetCents: number;
  readonly timelineDays: number;
  readonly releaseRule: "on_submission" | "on_approval";
  readonly reviewWindowDays: 3 | 7 | 14;
  readonly proposals: readonly DemoProposal[];
} & DemoStory;

export type DemoJob = DemoJobInCategory & { readonly category: DemoCategory };

/** How far the job has come. Changes can only be requested while the money is still held. */
export type DemoStory =
  | { readonly story: "open" | "in_progress" | "closed" | "cancelled" }
  | { readonly story: "under_review"; readonly submissions: readonly DemoSubmission[] }
  | {
      readonly story: "changes_requested";
      readonly releaseRule: "on_approval";
      readonly submissions: readonly DemoSubmission[];
    }
  | {
      readonly story: "completed";
      readonly submissions: readonly DemoSubmission[];
      readonly review: DemoReview;
    };

/** A small job that went as it should: one offer, one delivery, paid. */
export type DemoPastJob = {
  readonly key: string;
  readonly category: DemoCategory;
  readonly clientKey: ClientKey;
  readonly freelancerKey: FreelancerKey;
  readonly title: string;
  readonly description: string;
  readonly skills: readonly Skill[];
  readonly budgetCents: number;
  readonly priceCents: number;
  readonly timelineDays: number;
  readonly releaseRule: "on_submission" | "on_approval";
  readonly reviewWindowDays: 3 | 7 | 14;
  readonly coverLetter: string;
  readonly note: string;
  readonly paidDaysAgo: number;
  /** Null: the client never answered, and the clock completed the job. */
  readonly review: DemoReview | null;
};
