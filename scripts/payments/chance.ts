import { randomFrom } from "#db/testing/seeded";

/** Everything that one life leaves to chance: the same for the same seed. */
export type Chance = {
  /** True once in so many times on average. */
  onceIn(times: number): boolean;
  /** A whole number, both ends included. */
  whole(least: number, most: number): number;
  pick<T>(choices: readonly T[]): T;
  shuffled<T>(all: readonly T[]): T[];
};

export function chanceOf(seed: number): Chance {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    onceIn: (times) => random() * times < 1,
    whole: (least, most) => least + below(most - least + 1),
    pick(choices) {
      const choice = choices[below(choices.length)];
      if (choice === undefined) throw new Error("There is nothing to choose from");
      return choice;
    },
    shuffled: (all) =>
      all
        .map((one) => ({ one, at: random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one),
  };
}
