import type { Metadata } from "next";
import { HousePage } from "../house-page.tsx";

export const metadata: Metadata = { title: "Terms" };

export default function TermsPage({ searchParams }: PageProps<"/terms">) {
  return (
    <HousePage
      page="terms"
      searchParams={searchParams}
      asking={async (version) => {
        const { AgreeForm } = await import("./agree-form.tsx");
        return <AgreeForm version={version} />;
      }}
    />
  );
}
