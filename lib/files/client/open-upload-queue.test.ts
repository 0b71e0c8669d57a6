import { expect, test, vi } from "vitest";
import { transfersByLater } from "./open-upload-queue.ts";
import type { OpenTransfer, TransferEvents } from "./upload-transfer.ts";

/* Sending files by scripts that come when the first one starts. */

const events: TransferEvents = { sent: vi.fn(), done: vi.fn(), failed: vi.fn() };

function makeLate() {
  const arrival = Promise.withResolvers<OpenTransfer>();
  const opened = { start: vi.fn(), stop: vi.fn() };
  const open = vi.fn<OpenTransfer>(() => opened);
  const transfer = transfersByLater(() => arrival.promise)(new File(["a"], "a"), "message", events);
  const arrive = async () => {
    arrival.resolve(open);
    await vi.waitFor(() => expect(open).toHaveBeenCalled());
  };
  return { transfer, opened, open, arrive };
}

test("starts once what sends has come", async () => {
  const { transfer, opened, open, arrive } = makeLate();
  transfer.start();
  expect(open).not.toHaveBeenCalled();
  await arrive();
  expect(opened.start).toHaveBeenCalledOnce();
  transfer.stop();
  expect(opened.stop).toHaveBeenCalledOnce();
});

test("does not start what was stopped meanwhile, until it is resumed", async () => {
  const { transfer, opened, open, arrive } = makeLate();
  transfer.start();
  transfer.stop();
  await arrive();
  expect(opened.start).not.toHaveBeenCalled();
  transfer.start();
  await vi.waitFor(() => expect(opened.start).toHaveBeenCalledOnce());
  expect(open).toHaveBeenCalledOnce();
});
