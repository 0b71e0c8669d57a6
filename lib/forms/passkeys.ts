/** What the passkeys of this browser are asked for. */
export type PasskeyPurpose = "add" | "sign_in" | "prove";

/** What became of asking: the answer for the form, or a sentence for the person. */
export type PasskeyOutcome = { readonly answer: string } | { readonly problem: string };

/** Asks the passkeys of this browser. What speaks to them is loaded only now. */
export async function askPasskeys(purpose: PasskeyPurpose): Promise<PasskeyOutcome> {
  try {
    const { startAuthentication, startRegistration } = await import("@simplewebauthn/browser");
    const response = await fetch("/api/passkeys", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ purpose }),
    });
    const optionsJSON = await response.json();
    if (!response.ok) return { problem: String(optionsJSON.detail) };
    const answer =
      purpose === "add"
        ? await startRegistration({ optionsJSON })
        : await startAuthentication({ optionsJSON });
    return { answer: JSON.stringify(answer) };
  } catch (error) {
    return { problem: sentenceOf(error) };
  }
}

const NOT_REACHED = "The server could not be reached. Nothing was changed. Try again.";

function sentenceOf(error: unknown): string {
  switch (error instanceof Error ? error.name : "") {
    case "NotAllowedError":
    case "AbortError":
      return "No passkey was used. Nothing was changed.";
    case "InvalidStateError":
      return "This device has a passkey for your account already. Nothing was changed.";
    case "NotSupportedError":
    case "SecurityError":
      return "This browser cannot use passkeys here. Nothing was changed.";
    default:
      return NOT_REACHED;
  }
}
