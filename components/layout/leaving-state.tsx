"use client";

let isUnderWay = false;

/** True while the person is signing out: the whole page is about to be replaced. */
export function isLeaving(): boolean {
  return isUnderWay;
}

export function setLeaving(is: boolean): void {
  isUnderWay = is;
}
