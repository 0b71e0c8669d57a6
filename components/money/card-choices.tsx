import { RadioCards } from "#components/ui/choices";
import type { CardChoice } from "#lib/payments/wallet-views";

/** The cards that a payment can be made with; the first one is chosen. */
export function CardChoices({ cards }: { cards: readonly CardChoice[] }) {
  return (
    <RadioCards
      defaultValue={cards[0]?.token ?? ""}
      choices={cards.map(({ token, label, behaviour }) => ({
        value: token,
        label,
        help: behaviour,
      }))}
    />
  );
}
