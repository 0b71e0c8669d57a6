import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { newId } from "#lib/new-id";
import type { FileView } from "../schema.ts";
import { type Place, type Send, transfersBy } from "./upload-transfer.ts";

const file = new File(["some notes"], "a.txt");
const stored: FileView = {
  fileId: newId("fil"),
  name: "a.txt",
  type: "text/plain",
  sizeBytes: 10,
  width: null,
  height: null,
  preview: "none",
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A transfer whose attempts end as `outcomes` says, in turn; `places` is what each attempt knew of the place. */
function open(...outcomes: ((place: Place) => FileView | Promise<FileView>)[]) {
  const places: (string | null)[] = [];
  const send: Send = async (_file, _purpose, place) => {
    places.push(place.answer);
    place.answer ??= `place ${places.length}`;
    place.refusal = null;
    const outcome = outcomes[places.length - 1];
    if (!outcome) throw new Error("Sent once too often");
    return outcome(place);
  };
  const events = { sent: vi.fn(), done: vi.fn(), failed: vi.fn() };
  const transfer = transfersBy(send)(file, "message", events);
  return { transfer, events, places };
}

const arrive = () => stored;
const breakOff = () => Promise.reject(new Error("The network is gone"));

function refuse(status: number, isQuestion: boolean) {
  return (place: Place) => {
    place.refusal = { isQuestion, status, sentence: "No room.", code: "storage_full" };
    return Promise.reject(new Error("Refused"));
  };
}

describe("a file that is uploading", () => {
  test("continues at the same place when the connection was lost for a moment", async () => {
    const { transfer, events, places } = open(breakOff, breakOff, arrive);
    transfer.start();
    await vi.runAllTimersAsync();
    expect(events.done).toHaveBeenCalledExactlyOnceWith(stored);
    expect(places).toEqual([null, "place 1", "place 1"]);
  });

  test("waits for the person to try again after the third loss, and then still continues", async () => {
    const { transfer, events, places } = open(breakOff, breakOff, breakOff, arrive);
    transfer.start();
    await vi.runAllTimersAsync();
    expect(events.failed).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining("try again to continue from there"),
      true,
    );
    transfer.start();
    await vi.runAllTimersAsync();
    expect(events.done).toHaveBeenCalledOnce();
    expect(places.at(-1)).toBe("place 1");
  });

  test("asks for another place at once when the first one is gone", async () => {
    const { transfer, events, places } = open(refuse(410, false), arrive);
    transfer.start();
    await vi.runAllTimersAsync();
    expect(events.done).toHaveBeenCalledOnce();
    expect(places).toEqual([null, null]);
  });

  test.each([
    ["for what it is, and then for good", 413, false],
    ["for want of room, which may come", 409, true],
  ])("is refused in the server’s words %s", async (_, status, canRetry) => {
    const { transfer, events } = open(refuse(status, true));
    transfer.start();
    await vi.runAllTimersAsync();
    expect(events.failed).toHaveBeenCalledExactlyOnceWith("No room.", canRetry);
  });

  test("reports nothing more once it is stopped, whatever comes of the attempt", async () => {
    const { transfer, events, places } = open(breakOff, arrive);
    transfer.start();
    transfer.stop();
    await vi.runAllTimersAsync();
    expect(places).toHaveLength(1);
    expect(events.failed).not.toHaveBeenCalled();
    transfer.start();
    await vi.runAllTimersAsync();
    expect(events.done).toHaveBeenCalledOnce();
  });
});
