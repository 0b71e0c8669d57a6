import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { ClockProvider } from "./clock.tsx";
import { Time } from "./time.tsx";

const served = (second: number) =>
  renderToString(
    <ClockProvider renderedAtMs={Date.UTC(2026, 10, 26, 12, 0, second)} timeZone="UTC">
      <Time at={new Date(Date.UTC(2026, 10, 26, 11, 59, 50))} inline />
    </ClockProvider>,
  );

test("the server writes a time as the browser does, to the minute, so that no line changes when scripts arrive", () => {
  const texts = Array.from({ length: 59 }, (_, index) => served(index + 1));
  expect(new Set(texts)).toEqual(new Set([served(60)]));
  expect(texts[0]).toContain(">1 min ago</time>");
});
