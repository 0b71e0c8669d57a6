import { makers } from "./freelancers-making.ts";
import { measurers } from "./freelancers-numbers.ts";
import { wordsmiths } from "./freelancers-words.ts";
import type { DemoFreelancer } from "./types.ts";

export const freelancers: readonly DemoFreelancer[] = [...makers, ...wordsmiths, ...measurers];
