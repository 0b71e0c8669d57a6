"use no memo";

import { Fragment, type ReactNode, ViewTransition } from "react";
import { cn } from "#components/ui/cn";
import type { MoneyTone } from "#components/ui/tag";
import { type Cents, formatCents } from "#lib/money";
import { isolate } from "#lib/text";

/** Where the money is. `nowhere`: nobody has paid anything yet. */
export type MoneyPlace = "nowhere" | "client" | "held" | "disputed" | "freelancer" | "refunded";

export type Station = {
  /** "You", "Ana M.", "Held"; the middle one is "Held" when left out. */
  name?: string;
  /** A date or a condition: what happened there, or what it waits for. Times as `<Time inline>`. */
  note?: ReactNode;
};

type MoneyLineProps = {
  place: MoneyPlace;
  /** Needed everywhere except `nowhere`. */
  amountCents?: Cents;
  client: Station & { name: string };
  held?: Station;
  freelancer: Station & { name: string };
  /** For rows: only the track; screen readers still read the names. */
  compact?: boolean;
  /** The contract's id: the amount then visibly moves when its place changes. */
  moves?: string;
  className?: string;
};

/** The track on which a job's money travels: client, held, freelancer. The amount is shown where it is now. */
export function MoneyLine({
  place,
  amountCents,
  client,
  held = {},
  freelancer,
  compact = false,
  moves,
  className,
}: MoneyLineProps) {
  const amount = amountCents === undefined ? "" : formatCents(amountCents);
  const pill = amount && (
    <Pill place={place} moves={moves}>
      {amount}
      {!compact && word[place] && ` ${word[place]}`}
    </Pill>
  );
  const at = index[place];
  const look = (isPassed: boolean) =>
    isPassed ? "passed" : place === "refunded" ? "closed" : "ahead";
  return (
    <div className={cn("text-xs", className)}>
      <p className="sr-only">
        {sentence(place, amount, inSentence(client.name), inSentence(freelancer.name))}
      </p>
      <div aria-hidden="true" className="flex h-7 items-center">
        <div className="flex min-w-0 flex-1 basis-0 items-center">
          {at === 0 && pill ? pill : <Dot isPassed={at > 0} />}
          <Track look={look(at > 0)} />
        </div>
        {at === 1 && pill ? pill : <Dot isPassed={at > 1} />}
        <div className="flex min-w-0 flex-1 basis-0 items-center">
          <Track look={look(at > 1)} />
          {at === 2 && pill ? pill : <Dot isPassed={false} />}
        </div>
      </div>
      {!compact && (
        <div className="mt-1.5 grid grid-cols-[1fr_1.25fr_1fr] gap-x-3 text-ink-3">
          <Caption name={client.name} note={client.note} />
          <Caption
            name={at === 1 ? held.name : (held.name ?? "Held")}
            note={held.note}
            className="text-center"
          />
          <Caption name={freelancer.name} note={freelancer.note} className="text-right" />
        </div>
      )}
    </div>
  );
}

const index: Record<MoneyPlace, -1 | 0 | 1 | 2> = {
  nowhere: -1,
  client: 0,
  refunded: 0,
  held: 1,
  disputed: 1,
  freelancer: 2,
};

const word: Record<MoneyPlace, string> = {
  nowhere: "",
  client: "",
  refunded: "refunded",
  held: "held",
  disputed: "disputed",
  freelancer: "paid",
};

const tone: Record<MoneyPlace, MoneyTone> = {
  nowhere: "available",
  client: "available",
  refunded: "refunded",
  held: "held",
  disputed: "disputed",
  freelancer: "paid",
};

const pillTones: Record<MoneyTone, string> = {
  available: "bg-available-wash text-available",
  held: "bg-held-wash text-held",
  paid: "bg-paid-wash text-paid",
  refunded: "bg-refunded-wash text-refunded",
  disputed: "bg-disputed-wash text-disputed",
};

/** A name as it stands inside a sentence. */
function inSentence(name: string): string {
  if (name === "You") return "you";
  return name === "Freelancer" ? "the freelancer" : isolate(name);
}

function sentence(place: MoneyPlace, amount: string, client: string, freelancer: string): string {
  switch (place) {
    case "nowhere":
      return `The money goes from ${client} to held, and from there to ${freelancer}. Nothing has been paid yet.`;
    case "client":
      return `${amount} is with ${client}. Next it is held, then it goes to ${freelancer}.`;
    case "held":
      return `${amount} from ${client} is held for ${freelancer}.`;
    case "disputed":
      return `${amount} is held and disputed between ${client} and ${freelancer}.`;
    case "freelancer":
      return `${amount} was paid to ${freelancer}.`;
    case "refunded":
      return `${amount} went back to ${client}.`;
  }
}

function Pill({
  place,
  moves,
  children,
}: {
  place: MoneyPlace;
  moves: string | undefined;
  children: ReactNode;
}) {
  const pill = (
    <span
      className={cn(
        "num inline-flex h-7 flex-none items-center rounded-full px-3 text-[0.875rem] font-bold forced-colors:border",
        pillTones[tone[place]],
      )}
    >
      {children}
    </span>
  );
  // Without a name nothing moves.
  const Wrapper = moves === undefined ? Fragment : ViewTransition;
  return <Wrapper {...(moves === undefined ? {} : { name: `money-${moves}` })}>{pill}</Wrapper>;
}

function Dot({ isPassed }: { isPassed: boolean }) {
  return (
    <span
      className={cn(
        "size-3 flex-none rounded-full border-2",
        isPassed ? "border-ink bg-ink forced-colors:bg-[CanvasText]" : "border-ink-3 bg-paper",
      )}
    />
  );
}

const tracks = {
  passed: "border-solid border-ink",
  ahead: "border-dotted border-ink-3",
  closed: "border-solid border-line",
};

function Track({ look }: { look: keyof typeof tracks }) {
  return <span className={cn("mx-1.5 flex-1 border-t-2", tracks[look])} />;
}

function Caption({
  name,
  note,
  className,
}: {
  name: string | undefined;
  note: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("min-w-0", className)}>
      {name && (
        <span className="block font-semibold text-ink">
          <bdi>{name}</bdi>
        </span>
      )}
      {note}
    </div>
  );
}
