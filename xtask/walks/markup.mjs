// What the pages send, held against the rules of HTML by the Nu checker.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { must } from "./findings.mjs";

// Labels by page, as it was sent; what was sent twice is looked at once.
const sent = new Map();

// Keeps a page as it came over the wire.
export function keep(label, page) {
  if (!sent.has(page)) sent.set(page, label);
}

// Checks all that were kept.
export function check(folder) {
  const pages = path.join(path.resolve(folder), "pages");
  fs.rmSync(pages, { recursive: true, force: true });
  fs.mkdirSync(pages);
  const labels = [...sent.values()];
  [...sent.keys()].forEach((page, at) => fs.writeFileSync(path.join(pages, `${at}.html`), page));
  const faults = told(folder, pages);
  labels.forEach((label, at) => must(!faults.has(at), `${label}: the Nu checker finds nothing`, faults.get(at)?.join("\n")));
}

// What is wrong with each page, by its number.
function told(folder, pages) {
  const jar = path.join(path.resolve(folder), "node_modules/vnu-jar/build/dist/vnu.jar");
  const told = spawnSync("java", ["-Xss4m", "-jar", jar, "--stdout", "--errors-only", "--exit-zero-always", "--format", "json", pages], { encoding: "utf8", maxBuffer: 1 << 28 });
  must(told.status === 0, "the Nu checker runs", told.error ?? told.stderr);
  const faults = new Map();
  for (const one of JSON.parse(told.stdout || '{"messages":[]}').messages) {
    const at = Number(path.basename(one.url, ".html"));
    faults.set(at, [...(faults.get(at) ?? []), `${one.message} ${one.extract ?? ""}`]);
  }
  return faults;
}
