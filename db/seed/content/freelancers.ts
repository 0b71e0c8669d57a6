import type { DemoFreelancer } from "./demo-content.ts";
import { makers } from "./freelancers-making.ts";
import { measurers } from "./freelancers-numbers.ts";
import { wordsmiths } from "./freelancers-words.ts";

export const freelancers: readonly DemoFreelancer[] = [...makers, ...wordsmiths, ...measurers];
