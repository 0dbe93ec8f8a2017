// Pictures of every screen: `node pictures.mjs PROGRAM FOLDER OUT`; `cargo xtask pictures` runs it.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { signedIn } from "./acts.mjs";
import { start } from "./demo.mjs";
import { NARROW, WIDE } from "./dress.mjs";
import { known } from "./known.mjs";
import { screens } from "./screens.mjs";

const [program, folder, out] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(folder), "package.json"));
const { chromium } = require("playwright-core");

// All are taken wide and in light; these also narrow, and in the dark.
const ALSO = ["today", "box-paper", "message", "diary-month", "dialogue", "draft-new"];

fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(out, { recursive: true });
const office = await start(program);
const browser = await chromium.launch({
  executablePath: process.env.CHANCERY_BROWSER ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  const state = await signedIn(browser, office.links.coles, "coles");
  const found = await known(browser, state, office.address);
  const named = screens({ ...found, person: "coles" });
  for (const [name, where] of named) await shoot(name, where, { viewport: WIDE, colorScheme: "light" }, "");
  for (const [name, where] of named.filter(([name]) => ALSO.includes(name))) {
    await shoot(name, where, { viewport: WIDE, colorScheme: "dark" }, "-dark");
    await shoot(name, where, { viewport: NARROW, colorScheme: "light" }, "-narrow");
  }

  async function shoot(name, where, dress, as) {
    const context = await browser.newContext({ ...dress, storageState: state });
    const page = await context.newPage();
    await page.goto(office.address + where);
    await page.screenshot({ path: path.join(out, `${name}${as}.png`) });
    await context.close();
  }
} finally {
  await browser.close();
  await office.stop();
}
