import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { followWorker, forgetKeptPages, tellWhoIsHere } from "./follow-worker.ts";

/** How a document came to be loaded. */
class Loading {
  readonly type: string;

  constructor(type: string) {
    this.type = type;
  }
}

/** A page in a browser with service workers, as far as following one needs it. */
function makePage({ isLoaded = true } = {}) {
  const said: unknown[] = [];
  const registration = { unregister: vi.fn(async () => true) };
  const worker = { postMessage: (message: unknown) => said.push(message) };
  const workers = Object.assign(new EventTarget(), {
    register: vi.fn(async () => ({})),
    getRegistrations: async () => [registration],
    ready: Promise.resolve({ active: worker }),
    controller: worker,
  });
  const location = { href: "https://work.example/wallet", reload: vi.fn() };
  vi.stubGlobal("navigator", { serviceWorker: workers });
  vi.stubGlobal("document", {
    readyState: isLoaded ? "complete" : "interactive",
  });
  const page = Object.assign(new EventTarget(), { location });
  vi.stubGlobal("window", page);
  vi.stubGlobal("PerformanceNavigationTiming", Loading);
  return { said, workers, registration, location, page };
}

const outdated = () => Object.assign(new Event("message"), { data: { kind: "outdated" } });

beforeEach(() => {
  vi.stubEnv("NODE_ENV", "production");
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

describe("a page and its worker", () => {
  test("the worker is registered after the page has loaded", () => {
    const { workers, page } = makePage({ isLoaded: false });
    const stop = followWorker();
    expect(workers.register).not.toHaveBeenCalled();
    page.dispatchEvent(new Event("load"));
    expect(workers.register).toHaveBeenCalledWith("/sw.js", { updateViaCache: "none" });
    stop();
  });

  test("the worker is told for whom the page is, also when that changes without a new document", async () => {
    const { said, workers } = makePage();
    const address = "https://work.example/wallet";
    for (const deviceKey of ["", "a".repeat(64)]) tellWhoIsHere(deviceKey);
    await workers.ready;
    await vi.waitFor(() =>
      expect(said).toEqual([
        { kind: "here", deviceKey: "", address },
        { kind: "here", deviceKey: "a".repeat(64), address },
      ]),
    );
  });

  test("a tab whose build is gone loads itself again", () => {
    const { workers, location } = makePage();
    vi.stubGlobal("performance", {
      getEntriesByType: () => [new Loading("navigate")],
      now: () => 1_000,
    });
    followWorker();
    workers.dispatchEvent(outdated());
    expect(location.reload).toHaveBeenCalledOnce();
  });

  test("but a build that is broken does not load itself again and again", () => {
    const { workers, location } = makePage();
    let age = 1_000;
    vi.stubGlobal("performance", {
      getEntriesByType: () => [new Loading("reload")],
      now: () => age,
    });
    followWorker();
    workers.dispatchEvent(outdated());
    expect(location.reload).not.toHaveBeenCalled();
    // A tab that was reloaded by hand a day ago is an old tab like any other.
    age = 86_400_000;
    workers.dispatchEvent(outdated());
    expect(location.reload).toHaveBeenCalledOnce();
  });

  test("signing out is told to the worker", () => {
    const { said } = makePage();
    forgetKeptPages();
    expect(said).toEqual([{ kind: "forget" }]);
  });

  test("without https there is none, and nothing fails", () => {
    makePage();
    vi.stubGlobal("navigator", {});
    expect(() => followWorker()()).not.toThrow();
    expect(() => tellWhoIsHere("")).not.toThrow();
    expect(() => forgetKeptPages()).not.toThrow();
  });

  test("in development there is none, and one that a build has left goes", async () => {
    const { workers, registration } = makePage();
    vi.stubEnv("NODE_ENV", "development");
    followWorker()();
    await vi.waitFor(() => expect(registration.unregister).toHaveBeenCalledOnce());
    expect(workers.register).not.toHaveBeenCalled();
  });
});
