import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { z } from "zod";
import type { Build } from "#lib/phone/client/worker-scope";
import { WORKER_FILE } from "#lib/phone/policy";

const ENTRY = "workhub-service-worker";
const SOURCE = fileURLToPath(new URL("../lib/phone/client/app-worker.ts", import.meta.url));

/** Small pictures and files of public/ that every page may show. */
const PUBLIC_FILES = ["/icon.svg", "/noscript.css"];

const manifest = z.object({ rootMainFiles: z.array(z.string()) });
const fonts = z.object({ app: z.record(z.string(), z.array(z.string())) });

/** Writes the service worker of the finished build into the build's folder. */
export async function bundleWorker(folder: string): Promise<void> {
  const build: Build = {
    id: readFileSync(join(folder, "BUILD_ID"), "utf8").trim(),
    files: listShell(folder),
    parts: globSync("static/chunks/**/*.js", { cwd: folder })
      .map((file) => `/_next/${file}`)
      .sort(),
    look: readLook(folder),
  };
  const bundle = await rolldown({
    input: ENTRY,
    platform: "browser",
    plugins: [
      {
        name: ENTRY,
        resolveId: (id) => (id === ENTRY ? id : null),
        load: (id) =>
          id === ENTRY
            ? `import { startWorker } from ${JSON.stringify(SOURCE)};\nstartWorker(self, ${JSON.stringify(build)});`
            : null,
      },
    ],
  });
  const { output } = await bundle.generate({ format: "iife", minify: true });
  await bundle.close();
  writeFileSync(join(folder, WORKER_FILE), output[0].code);
}

/** The framework, the style sheets and the typefaces that every page begins with. */
function listShell(folder: string): string[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), "utf8"));
  const { rootMainFiles } = manifest.parse(read("build-manifest.json"));
  const { app } = fonts.parse(read("server/next-font-manifest.json"));
  const typefaces = Object.values(app).flat();
  const files = [...rootMainFiles, ...typefaces, ...listStyles(folder)];
  return [...new Set(files.map((file) => `/_next/${file}`)), ...PUBLIC_FILES];
}

/** The style sheets, and the classes with which app/typefaces.tsx names the typefaces for them. */
function readLook(folder: string): Build["look"] {
  const styles = listStyles(folder);
  const text = styles.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
  const classes = [...text.matchAll(/\.([\w-]+)\{--font-(?:text|display)-latin:/g)];
  if (styles.length === 0 || classes.length === 0) throw new Error("The build has no look");
  return {
    root: ` lang="en" class="${classes.map(([, name]) => name).join(" ")}"`,
    styles: styles.map((file) => `/_next/${file}`),
  };
}

function listStyles(folder: string): string[] {
  return globSync("static/**/*.css", { cwd: folder });
}
