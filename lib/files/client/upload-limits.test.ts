import { expect, test } from "vitest";
import { limitsText, refusal, uploadLimits } from "./upload-limits.ts";

test("limits are stated in one sentence", () => {
  const limit = 25 * 1024 ** 2;
  expect(limitsText(uploadLimits("submission", limit))).toBe(
    "Up to 10 files of any type, 25 MB each.",
  );
  expect(limitsText(uploadLimits("portfolio", limit, 3))).toBe(
    "Up to 3 pictures (PNG, JPEG, WebP, GIF), 25 MB each.",
  );
  expect(limitsText(uploadLimits("job", limit, 1))).toBe("One file of any type, up to 25 MB.");
  expect(limitsText(uploadLimits("avatar", limit))).toBe("PNG, JPEG, WebP or GIF, up to 8 MB.");
});

test("a limit that only the server knows is neither stated nor guessed", () => {
  const unknown = Number.POSITIVE_INFINITY;
  expect(limitsText(uploadLimits("message", unknown))).toBe("Up to 10 files of any type.");
  expect(limitsText(uploadLimits("avatar", unknown))).toBe("PNG, JPEG, WebP or GIF, up to 8 MB.");
  const huge = { size: 10 ** 12, type: "video/mp4" };
  expect(refusal(huge, uploadLimits("message", unknown), 0)).toBeNull();
  expect(refusal(huge, uploadLimits("message", 10 ** 11), 0)).toContain("the maximum is");
});
