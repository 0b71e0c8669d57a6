import { ExternalLink } from "lucide-react";
import { FileList } from "#components/files/file-list";
import { Section } from "#components/ui/section";
import type { Sent } from "#lib/sent";
import { isolate } from "#lib/text";
import { linkText } from "#lib/users/link-text";
import type { FreelancerView } from "#lib/users/schema";

type Shown = Sent<FreelancerView>;
type PortfolioItem = Shown["portfolio"][number];

/** The freelancer's own words and work. */
export function ProfileText({ freelancer, level = 2 }: { freelancer: Shown; level?: 2 | 3 }) {
  const { bio, portfolio } = freelancer;
  return (
    <div className="flex min-w-0 flex-col gap-10">
      <Section title="About" level={level}>
        {bio ? (
          <p dir="auto" className="prose-text text-lg leading-relaxed">
            {bio}
          </p>
        ) : (
          <p className="text-ink-2">
            <bdi>{freelancer.name}</bdi> has not written anything here yet.
          </p>
        )}
      </Section>
      {portfolio.length > 0 && (
        <Section title="Selected work" level={level}>
          <ol className="divide-y divide-line border-y border-line">
            {portfolio.map((item) => (
              <PortfolioPiece key={`${item.title} ${item.url}`} item={item} />
            ))}
          </ol>
        </Section>
      )}
    </div>
  );
}

function PortfolioPiece({ item }: { item: PortfolioItem }) {
  return (
    <li className="py-5">
      <h3 className="text-xl">
        <bdi>{item.title}</bdi>
      </h3>
      {item.description && (
        <p dir="auto" className="prose-text mt-1.5 text-ink-2">
          {item.description}
        </p>
      )}
      <FileList
        files={item.files}
        label={`Pictures of ${isolate(item.title)}`}
        isGallery
        className="mt-4 mb-1"
      />
      {item.url && (
        <a
          href={item.url}
          rel="nofollow ugc noopener noreferrer"
          target="_blank"
          className="link mt-2 inline-flex items-center gap-1.5 text-sm"
        >
          {linkText(item.url)}
          <ExternalLink aria-hidden="true" className="size-3.5" />
          <span className="sr-only">, opens in a new tab</span>
        </a>
      )}
    </li>
  );
}
