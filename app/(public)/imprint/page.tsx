import type { Metadata } from "next";
import { HousePage } from "../house-page.tsx";

export const metadata: Metadata = { title: "Imprint" };

export default function ImprintPage({ searchParams }: PageProps<"/imprint">) {
  return <HousePage page="imprint" searchParams={searchParams} />;
}
