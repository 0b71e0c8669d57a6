import { IncomingMessage } from "node:http";

/** How a body ended: it is here, it was longer than allowed, or it did not arrive in time. */
export type Arrival = "whole" | "too_large" | "too_slow" | "no_room" | "broken_off";

/** How much memory all bodies that are being held may take together. */
const HELD_MAX_BYTES = 64 * 1024 * 1024;
let heldBytes = 0;

type Mode =
  /** Nobody will read it, so it is dropped. */
  | { kind: "drop" }
  /** Held back until it is whole. */
  | { kind: "hold"; maxBytes: number; chunks: Buffer[]; arrived: (arrival: Arrival) => void }
  /** Passed on as it comes. */
  | { kind: "pass"; maxBytes: number };

/**
 * A request whose body is counted before anything can read it. Node's parser hands every piece of a body to `push`, the
 * one place that all of them go through, with or without a declared length.
 */
export class FrontRequest extends IncomingMessage {
  #mode: Mode = { kind: "drop" };
  #bytes = 0;
  #body: Buffer | null = null;

  /** The whole body, if one is held back. */
  get body(): Buffer | null {
    return this.#body;
  }

  /** Lets the body through as it comes; if it grows past `maxBytes`, the connection ends. */
  pass(maxBytes: number): void {
    this.#mode = { kind: "pass", maxBytes };
  }

  /** Waits until the whole body is here. Nothing can read it before `release`. */
  hold(maxBytes: number, patienceMs: number): Promise<Arrival> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => arrived("too_slow"), patienceMs);
      const arrived = (arrival: Arrival) => {
        clearTimeout(timer);
        if (arrival !== "whole") this.#forget();
        resolve(arrival);
      };
      this.#mode = { kind: "hold", maxBytes, chunks: [], arrived };
      this.once("close", () => arrived("broken_off"));
    });
  }

  /** Stops holding the body: passes it on, to be read like any other, or drops it. */
  release(isWanted: boolean): void {
    this.#forget();
    if (isWanted && this.#body?.byteLength) super.push(this.#body);
    super.push(null);
    this.#body = null;
  }

  override push(chunk: unknown): boolean {
    if (chunk === null) return this.#end();
    if (!Buffer.isBuffer(chunk)) throw new Error("The parser handed on something other than bytes");
    this.#bytes += chunk.byteLength;
    switch (this.#mode.kind) {
      case "drop":
        return true;
      case "pass":
        if (this.#bytes <= this.#mode.maxBytes) return super.push(chunk);
        this.destroy(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
        return false;
      case "hold":
        this.#keep(this.#mode, chunk);
        return true;
    }
  }

  #keep({ maxBytes, chunks, arrived }: Extract<Mode, { kind: "hold" }>, chunk: Buffer): void {
    if (this.#bytes > maxBytes) arrived("too_large");
    else if (heldBytes + chunk.byteLength > HELD_MAX_BYTES) arrived("no_room");
    else {
      heldBytes += chunk.byteLength;
      chunks.push(chunk);
    }
  }

  #end(): boolean {
    if (this.#mode.kind !== "hold") return super.push(null);
    this.#body = Buffer.concat(this.#mode.chunks);
    this.#mode.arrived("whole");
    return true;
  }

  /** What was held no longer counts towards the common limit. */
  #forget(): void {
    if (this.#mode.kind !== "hold") return;
    for (const chunk of this.#mode.chunks) heldBytes -= chunk.byteLength;
    this.#mode = { kind: "drop" };
  }
}
