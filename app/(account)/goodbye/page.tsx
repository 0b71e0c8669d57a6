import type { Metadata } from "next";
import { ForgetDevice } from "#components/layout/leaving";
import { ButtonLink } from "#components/ui/button";
import { PageHeader } from "#components/ui/section";

export const metadata: Metadata = { title: "Your account is deleted", robots: { index: false } };

/** Where somebody arrives who has left; it knows of nobody. */
export default function GoodbyePage() {
  return (
    <>
      <PageHeader title="Your account is deleted" className="mb-7" />
      <div className="flex flex-col items-start gap-5">
        <p className="measure">
          You are signed out on every device, and your e-mail address is free: you can register with
          it again at any time, as somebody new. Thank you for having been here.
        </p>
        <ButtonLink href="/">To the front page</ButtonLink>
      </div>
      <ForgetDevice />
    </>
  );
}
