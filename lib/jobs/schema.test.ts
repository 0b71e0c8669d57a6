import { describe, expect, test } from "vitest";
import { DAY_MS, now } from "#lib/time";
import { postJobInput } from "./schema.ts";

const form = {
  requestKey: "key",
  title: "  Make our checkout usable  ",
  category: "web-development",
  skills: "React, react,  Screen   readers ,",
  description: "Three pages.\r\nAn audit found 24 problems, all of them known.",
  budgetCents: "1,240.50",
  timelineDays: "21",
  deadlineAt: "",
  releaseRule: "on_approval",
  reviewWindowDays: "7",
};

function errorsOf(change: Partial<Record<keyof typeof form, unknown>>) {
  const result = postJobInput.safeParse({ ...form, ...change });
  return result.success ? [] : result.error.issues.map((issue) => issue.message);
}

describe("what a job may be posted with", () => {
  test("is read from what people type", () => {
    expect(postJobInput.parse(form)).toEqual({
      requestKey: "key",
      title: "Make our checkout usable",
      category: "web-development",
      skills: ["React", "Screen readers"],
      description: "Three pages.\nAn audit found 24 problems, all of them known.",
      budgetCents: 124_050,
      timelineDays: 21,
      deadlineAt: null,
      releaseRule: "on_approval",
      reviewWindowDays: 7,
      rounds: 2,
      questions: [],
      checklist: [],
      fileIds: [],
    });
  });

  test("stays the same when it is parsed again", () => {
    const once = postJobInput.parse({ ...form, deadlineAt: "2030-12-12" });
    expect(postJobInput.parse(once)).toEqual(once);
    expect(once.deadlineAt?.toISOString()).toBe("2030-12-12T23:59:59.999Z");
  });

  test.each([
    [{ title: "Short" }, "Use at least 8 characters for the title."],
    [{ title: " " }, "Give the job a title."],
    [{ title: "x".repeat(121) }, "Use at most 120 characters for the title."],
    [{ category: "gardening" }, "Choose a category."],
    [{ skills: " , " }, "Name at least one skill."],
    [{ skills: "a,b,c,d,e,f,g,h,i,j,k,l,m" }, "Name at most 12 skills."],
    [{ description: "Do it." }, "Use at least 40 characters for the description."],
    [{ budgetCents: "" }, "Enter a budget."],
    [{ budgetCents: "plenty" }, "Enter an amount like 1240 or 1240.50."],
    [{ budgetCents: "0.99" }, "The minimum is €1.00."],
    [{ budgetCents: "-5" }, "The minimum is €1.00."],
    [
      { budgetCents: "0,500" },
      "Amounts in EUR have at most 2 decimals. Did you mean €0.50 or €500.00? Type 0.50 or 500.",
    ],
    [{ budgetCents: 10.5 }, "Enter an amount like 1240 or 1240.50."],
    [{ budgetCents: 10_000_000_001 }, "The maximum is €100,000,000.00."],
    [{ timelineDays: "" }, "Say how many days the work may take."],
    [{ timelineDays: "1.5" }, "Enter a whole number of days from 1 to 365."],
    [{ timelineDays: "366" }, "Enter a whole number of days from 1 to 365."],
    [{ deadlineAt: "2026-02-31x" }, "Enter a day like 2026-12-12."],
    [{ deadlineAt: "2027-02-30" }, "Enter a day like 2026-12-12."],
    [{ deadlineAt: "+012345-01-01" }, "Enter a day like 2026-12-12."],
    [{ deadlineAt: ["2027-02-03"] }, "Enter a day like 2026-12-12."],
    [{ deadlineAt: new Date(Number.NaN) }, "Enter a day like 2026-12-12."],
    [{ deadlineAt: "9999-12-31" }, "Choose a day within the next 100 years."],
    [
      { deadlineAt: new Date(now().getTime() - DAY_MS) },
      "That day has passed. Choose today or a later day.",
    ],
    [{ releaseRule: "never" }, "Choose when the freelancer is paid."],
    [{ reviewWindowDays: "31" }, "Choose how long you may look at the work."],
  ])("is refused with one sentence: %o", (change, sentence) => {
    expect(errorsOf(change)).toEqual([sentence]);
  });
});
