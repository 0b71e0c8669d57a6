"use no memo";

import { Tag, type TagTone } from "#components/ui/tag";
import { Time } from "#components/ui/time";

export type MovementText = {
  readonly jobTitle: string | null;
  readonly what: string;
  readonly state: {
    readonly text: string;
    readonly at?: Date;
    readonly tone: "plain" | "held" | "paid" | "refunded" | "failed";
  } | null;
};

/** What moved, as one line: the job in bold, what happened, and where the money is. */
export function Movement({ text }: { text: MovementText }) {
  const { jobTitle, what, state } = text;
  return (
    <>
      {jobTitle === null ? (
        what
      ) : (
        <>
          <b>
            <bdi>{jobTitle}</bdi>
          </b>
          , {what}
        </>
      )}
      {state && (
        <>
          {" "}
          <Tag tone={toneOf(state.tone)}>
            {state.text}
            {state.at && (
              <>
                {" "}
                <Time at={state.at} format="date" inline />
              </>
            )}
          </Tag>
        </>
      )}
    </>
  );
}

/** A failure is not a place where money is, so it has no colour of its own. */
function toneOf(tone: NonNullable<MovementText["state"]>["tone"]): TagTone {
  return tone === "failed" ? "plain" : tone;
}
