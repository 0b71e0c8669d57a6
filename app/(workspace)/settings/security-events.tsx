import { Row, Rows } from "#components/ui/section";
import { Time } from "#components/ui/time";
import type { SecurityEventView } from "#lib/audit/schema";

/** What happened to an account: what, when, and on which device. */
export function SecurityEvents({ events }: { events: readonly SecurityEventView[] }) {
  return (
    <Rows>
      {events.map(({ id, what, at, device, address }) => (
        <Row key={id}>
          <p className="font-semibold break-words">{what}</p>
          <p className="text-sm text-ink-2">
            <Time at={at} format="datetime" />
            {device !== null && ` · ${device}`}
            {address !== null && (
              <>
                {" · "}
                <bdi>{address}</bdi>
              </>
            )}
          </p>
        </Row>
      ))}
    </Rows>
  );
}
