import { afterEach, expect, test, vi } from "vitest";
import { makeStorage } from "#db/testing/browser-storage";
import { unlockDevice } from "#lib/device-seal";
import { writeStored } from "#lib/device-storage";
import { leave } from "./leaving.tsx";

vi.mock("next/navigation", () => ({ unstable_isUnrecognizedActionError: () => false }));

const ANA = { userId: "usr_ana", name: "Ana", deviceKey: "07".repeat(32) } as const;

afterEach(() => vi.unstubAllGlobals());

test("signing out leaves nothing on the device, though nothing else of the page has come to life", async () => {
  const heard: unknown[] = [];
  const replace = vi.fn();
  vi.stubGlobal("localStorage", makeStorage());
  vi.stubGlobal("sessionStorage", makeStorage());
  vi.stubGlobal("window", { location: { replace } });
  vi.stubGlobal("navigator", {
    serviceWorker: { controller: { postMessage: (notice: unknown) => heard.push(notice) } },
  });
  unlockDevice(ANA.userId, ANA.deviceKey);
  writeStored(ANA.userId, "draft of /wallet/add-funds amountCents", "70");
  sessionStorage.setItem("workhub-page-of", JSON.stringify(ANA));
  expect(Object.keys(localStorage)).toHaveLength(1);

  const signOut = vi.fn(async () => {});
  await leave(signOut, ANA);

  expect(signOut).toHaveBeenCalledWith(ANA.userId);
  expect(Object.keys(localStorage)).toEqual([]);
  expect(Object.keys(sessionStorage)).toEqual([]);
  expect(heard).toEqual([{ kind: "forget" }]);
  expect(replace).toHaveBeenCalledWith("/");
});
