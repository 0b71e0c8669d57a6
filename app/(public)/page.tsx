export default function Page() {
  return <p>WorkHub</p>;
}
