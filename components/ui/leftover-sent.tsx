"use client";

import { usePathname } from "next/navigation";
import { use, useEffect, useEffectEvent, useState } from "react";
import {
  findOut,
  hearLeftovers,
  isBeingAsked,
  isFormHeld,
  NOT_DONE,
  type Settled,
} from "#lib/forms/asking";
import {
  type FormViewer,
  forgetSent,
  listUnansweredOn,
  pageOf,
  type Unanswered,
  writeDraft,
} from "#lib/forms/drafts";
import { FormOriginContext } from "./form-origin.tsx";
import { isPlaceHere } from "./forms-here.tsx";
import { Kept, writtenIn } from "./leftover-answer.tsx";
import { SETTLED_MS } from "./leftover-draft.tsx";
import { showToast } from "./toast.tsx";
import { useRefresh } from "./use-refresh.tsx";
import { WayOnLink } from "./way-on-link.tsx";

type Told = {
  /** The page on which it was said. */
  readonly of: string;
  readonly sent: Unanswered;
  readonly outcome: Settled;
};

/**
 * Says what became of a form whose answer was lost when the form is not there to say
 * it: its own work has removed it, or the person has gone to another page.
 */
export function LeftoverSent() {
  const { viewer } = use(FormOriginContext);
  const pathname = usePathname();
  const { refresh } = useRefresh();
  const [told, setTold] = useState<readonly Told[]>([]);

  const tell = useEffectEvent((sent: Unanswered, outcome: Settled) => {
    if (!viewer || outcome.kind === "signedOut") return;
    forgetSent(viewer, sent);
    setTold((before) => [...before, { of: pathname, sent, outcome }]);
    if (outcome.kind === "notDone") return showToast("It did not go through.");
    writeDraft(viewer, sent.place, null);
    showToast("It went through.", outcome.answer.message);
    // The lost answer would have said which of the pages that the browser keeps are out of date.
    void refresh();
  });
  useEffect(() => hearLeftovers((sent, outcome) => tell(sent, outcome)), []);

  // What an earlier document sent from a form that this one no longer has.
  useEffect(() => {
    if (!viewer) return;
    const timer = setTimeout(() => void resume(viewer, pathname), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [viewer, pathname]);

  const here = told.filter(({ of }) => of === pathname);
  if (here.length === 0) return null;
  return (
    <section aria-label="What happened to what you sent" className="page pb-0">
      {here.map(({ sent, outcome }) => (
        <Outcome
          key={sent.key}
          sent={sent}
          outcome={outcome}
          isElsewhere={pathname !== pathOf(sent)}
        />
      ))}
      <button type="button" className="link mt-2 text-sm" onClick={() => setTold([])}>
        Close
      </button>
    </section>
  );
}

async function resume(viewer: FormViewer, path: string): Promise<void> {
  for (const sent of listUnansweredOn(viewer, path)) {
    if (isPlaceHere(sent.place) || isBeingAsked(sent.key)) continue;
    if (!(await isFormHeld(sent.key))) findOut(viewer.userId, sent);
  }
}

function Outcome({
  sent,
  outcome,
  isElsewhere,
}: {
  sent: Unanswered;
  outcome: Settled;
  isElsewhere: boolean;
}) {
  const page = pageOf(sent.place);
  const toItsPage = isElsewhere && <WayOnLink wayOn={{ label: "Go to its page", href: page }} />;
  if (outcome.kind !== "done") {
    const texts = isElsewhere ? [] : writtenIn(sent.contents);
    return (
      <div className="rounded border border-danger bg-danger-wash px-4 py-3">
        <p className="font-semibold text-danger">{NOT_DONE}</p>
        {toItsPage}
        {texts.length > 0 && <Kept texts={texts} />}
      </div>
    );
  }
  const { message, goTo } = outcome.answer;
  return (
    <div className="rounded border border-edge bg-sunk px-4 py-3">
      <p className="font-semibold">{["It went through.", message].filter(Boolean).join(" ")}</p>
      <p className="text-sm text-ink-2">Only the answer was lost.</p>
      {goTo ? <WayOnLink wayOn={{ label: "Continue", href: goTo }} /> : toItsPage}
    </div>
  );
}

function pathOf({ place }: Unanswered): string {
  return pageOf(place).split("?", 1)[0] ?? "";
}
