// The browser walks: `node walk.mjs PROGRAM FOLDER`, FOLDER holding node_modules; `cargo xtask walks` runs it.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as acts from "./acts.mjs";
import { start } from "./demo.mjs";
import * as dress from "./dress.mjs";
import { must, summary } from "./findings.mjs";
import { known } from "./known.mjs";
import * as markup from "./markup.mjs";
import { screens, walk } from "./screens.mjs";
import { isAbsent, tellsNothing } from "./secrecy.mjs";
import * as day from "./day.mjs";
import * as keyboard from "./keyboard.mjs";
import * as writing from "./writing.mjs";
import * as standing from "./standing.mjs";
import * as tongues from "./tongues.mjs";

const BROWSER = process.env.CHANCERY_BROWSER ?? "/usr/bin/chromium";
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const LANES = 2;

const [program, folder] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(folder), "package.json"));
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const office = await start(program, ["--test-tongue"]);
const browser = await chromium.launch({ executablePath: BROWSER, args: ARGUMENTS });
try {
  await walks(browser, office);
  markup.check(folder);
} finally {
  await browser.close();
  await office.stop();
}
process.exitCode = summary() ? 0 : 1;

async function walks(browser, { address, links }) {
  const common = { browser, address };
  const doors = [["sign-in", "/sign-in"], ["link", new URL(links.pm).pathname]];
  for (const scheme of ["light", "dark"]) await walk({ ...common, who: "nobody", named: doors, axe, scheme });
  const state = {};
  for (const who of ["pm", "coles", "bone", "desk", "security"]) state[who] = await acts.signedIn(browser, links[who], who);

  await acts.tour(browser, state.coles, address, "coles", true);
  await acts.tour(browser, state.desk, address, "desk", false);
  const found = await known(browser, state.coles, address);
  await acts.markings(browser, state.coles, address + found.cover, address + found.message);
  await acts.keys(browser, state.coles, address);
  // Nobody initials a paper twice within the minute.
  const papers = [found.message, found.cover];
  for (const [at, one] of dress.ALL.entries()) {
    await acts.minutes(browser, state.coles, address + papers[at % papers.length], one, at < papers.length);
  }

  for (const one of dress.ALL) await day.box(browser, state, address, found, one);
  await day.lineDown(browser, state, address, found);
  await day.signedOut(browser, state, address, found);
  await day.chase(browser, state.coles, address, found);
  await day.prints(browser, state.coles, address, found);
  for (const one of dress.ALL) await writing.twoAtOnce(browser, state, address, one);
  await writing.signedOutMeanwhile(browser, state, address);
  for (const one of [dress.SCRIPT, dress.SLIM]) await keyboard.day(browser, state.coles, address, one);

  for (const one of dress.ALL) await standing.circle(browser, state.coles, address, one);
  await standing.below(browser, state.coles, address, found);
  await standing.relabelled(browser, state, address, found);
  await standing.cleared(browser, state, address);

  const french = await tongues.choose(browser, state.coles, address);

  const named = screens({ ...found, person: "coles" });
  const asked = screens({ ...found, person: "desk", asks: true }).filter(([name]) => /today|message|why|readers|markings|person|leaving|opened|people/.test(name));
  const coles = { ...common, state: state.coles, who: "coles", named };
  const security = { ...common, state: state.security, who: "security", named: asked, axe, again: true };
  await sideBySide([
    () => walk({ ...coles, axe, scheme: "light" }),
    () => walk({ ...coles, axe, scheme: "dark" }),
    () => below(common, state.desk, "desk", found),
    () => walk({ ...coles, scheme: "light", script: false }),
    () => tongues.walk({ ...common, state: french, tag: "fr", named }),
    () => tongues.walk({ ...common, state: tongues.of(french, "en-Hebr"), tag: "en-Hebr", named, axe }),
    () => walk({ ...security, scheme: "light" }),
    () => walk({ ...security, scheme: "dark" }),
    // He has done nothing until now; who does nothing for a while is signed out.
    async () => {
      const keeper = await acts.signedIn(browser, links.keeper, "keeper");
      await standing.admitted(browser, keeper, address);
      await below(common, keeper, "keeper", found, "coles");
    },
  ]);
}

// A browser at work takes one core of two: as many walks go on at once, each begun when another ends.
async function sideBySide(walks) {
  const left = walks.values();
  const lane = async () => {
    for (const next of left) await next();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

// A reader who may not know of the letter has every other screen, and no trace of it.
async function below(common, state, who, known, person) {
  const { browser, address } = common;
  const context = await browser.newContext({ storageState: state });
  const hidden = [known.cover, known.message, known.submission, known.waiting, known.meeting, known.undertaking, known.draft].filter(Boolean);
  const named = screens({ person });
  await tellsNothing(context, address, named, hidden, who);
  await isAbsent(context, address, [known.cover, known.message, known.submission, known.waiting, known.undertaking, known.draft], who);
  const meeting = await context.request.get(address + known.meeting);
  must(meeting.status() === 404, `${who}: the meeting that the letter speaks of is absent`, meeting.status());
  await context.close();
  await walk({ ...common, state, who, named, axe, scheme: "light", again: true });
}
