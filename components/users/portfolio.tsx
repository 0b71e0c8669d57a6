"use no memo";

import { ExternalLink } from "lucide-react";
import { FileList } from "#components/files/file-list";
import { cn } from "#components/ui/cn";
import { Section } from "#components/ui/section";
import type { Sent } from "#lib/sent";
import { isolate } from "#lib/text";
import { linkText } from "#lib/users/link-text";
import type { FreelancerView } from "#lib/users/schema";

type Portfolio = Sent<FreelancerView>["portfolio"];
type Piece = Portfolio[number];

/** The work a freelancer chose to show, before anything is said about them: the first piece with pictures leads. */
export function PortfolioHero({ portfolio }: { portfolio: Portfolio }) {
  if (portfolio.length === 0) return null;
  const lead = portfolio.find(({ files }) => files.length > 0);
  const pieces = lead ? [lead, ...portfolio.filter((piece) => piece !== lead)] : portfolio;
  return (
    <Section title="Selected work" className="mt-9">
      <ol className="flex snap-x gap-5 overflow-x-auto pb-2 max-md:-mx-[18px] max-md:scroll-px-[18px] max-md:px-[18px] md:grid md:grid-cols-2 md:gap-x-8 md:gap-y-9 md:overflow-visible md:pb-0 lg:grid-cols-3">
        {pieces.map((piece) => (
          <li
            key={keyOf(piece)}
            className={cn(
              "flex w-72 max-w-[82vw] flex-none snap-start flex-col gap-3.5 md:w-auto md:max-w-none",
              piece === lead && "md:col-span-2 lg:row-span-2",
            )}
          >
            <Pictures piece={piece} />
            <PieceText piece={piece} isLead={piece === lead} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The same work in a narrow place: one piece below the other. */
export function PortfolioList({ portfolio }: { portfolio: Portfolio }) {
  if (portfolio.length === 0) return null;
  return (
    <Section title="Selected work" level={3}>
      <ol className="divide-y divide-line border-y border-line">
        {portfolio.map((piece) => (
          <li key={keyOf(piece)} className="flex flex-col gap-4 py-5">
            <PieceText piece={piece} />
            <Pictures piece={piece} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function PieceText({ piece, isLead = false }: { piece: Piece; isLead?: boolean }) {
  const { title, description, url } = piece;
  return (
    <div className="min-w-0">
      <h3 className={cn("text-xl", isLead && "md:text-2xl")}>
        <bdi>{title}</bdi>
      </h3>
      {description && (
        <p dir="auto" className="prose-text mt-1.5 text-ink-2">
          {description}
        </p>
      )}
      {url && (
        <a
          href={url}
          rel="nofollow ugc noopener noreferrer"
          target="_blank"
          className="link mt-2 inline-flex items-center gap-1.5 text-sm"
        >
          {linkText(url)}
          <ExternalLink aria-hidden="true" className="size-3.5" />
          <span className="sr-only">, opens in a new tab</span>
        </a>
      )}
    </div>
  );
}

function Pictures({ piece }: { piece: Piece }) {
  return <FileList files={piece.files} label={`Pictures of ${isolate(piece.title)}`} isGallery />;
}

function keyOf({ title, url }: Piece): string {
  return `${title} ${url}`;
}
