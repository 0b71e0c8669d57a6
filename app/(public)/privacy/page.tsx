import type { Metadata } from "next";
import { HousePage } from "../house-page.tsx";

export const metadata: Metadata = { title: "Privacy" };

export default function PrivacyPage({ searchParams }: PageProps<"/privacy">) {
  return <HousePage page="privacy" searchParams={searchParams} />;
}
