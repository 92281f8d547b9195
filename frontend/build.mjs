// Makes what the pages are served with: one style sheet, the font files, one sprite of icons.
// The results are committed, so that running Kabinet needs no Node.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { compile } from "sass";

const OUT = new URL("../src/kabinet/web/static/", import.meta.url);
const MODULES = new URL("./node_modules/", import.meta.url);
mkdirSync(new URL("fonts/", OUT), { recursive: true });

function styles() {
  const { css } = compile(new URL("./scss/kabinet.scss", import.meta.url).pathname, {
    style: "compressed",
    loadPaths: [MODULES.pathname],
    quietDeps: true,
  });
  writeFileSync(new URL("kabinet.css", OUT), css + "\n");
}

function fonts() {
  const golos = new URL("@fontsource-variable/golos-text/", MODULES);
  for (const part of ["cyrillic", "latin", "latin-ext"]) {
    const file = `files/golos-text-${part}-wght-normal.woff2`;
    copyFileSync(new URL(file, golos), new URL(`fonts/golos-text-${part}.woff2`, OUT));
  }
  copyFileSync(new URL("LICENSE", golos), new URL("fonts/OFL.txt", OUT));
}

function icons() {
  const names = readFileSync(new URL("./icons.txt", import.meta.url), "utf8").trim().split("\n");
  const symbols = names.map((name) => {
    const svg = readFileSync(new URL(`@tabler/icons/icons/outline/${name}.svg`, MODULES), "utf8");
    const shapes = svg.replace(/<!--[^]*?-->/, "").match(/<svg[^>]*>([^]*)<\/svg>/)[1]
      .replace(/<path stroke="none"[^>]*>/, "").replace(/>\s+</g, "><").trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
  });
  const note = "<!-- Tabler Icons, MIT licence, https://tabler.io/icons -->";
  writeFileSync(
    new URL("icons.svg", OUT),
    `<svg xmlns="http://www.w3.org/2000/svg">${note}\n${symbols.join("\n")}\n</svg>\n`,
  );
}

styles();
fonts();
icons();
