// The browser walks: `node walk.mjs PROGRAM FOLDER`, FOLDER holding node_modules; `cargo xtask walks` runs it.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as acts from "./acts.mjs";
import { start } from "./demo.mjs";
import { must, summary } from "./findings.mjs";
import { emptied, screens, walk } from "./screens.mjs";
import { isAbsent, tellsNothing } from "./secrecy.mjs";
import * as day from "./day.mjs";
import * as standing from "./standing.mjs";

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

const [program, folder] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(folder), "package.json"));
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const shots = emptied(path.join(folder, "shots"));

const office = await start(program);
const browser = await chromium.launch({ executablePath: BROWSER, args: ARGUMENTS });
try {
  await walks(browser, office);
} finally {
  await browser.close();
  await office.stop();
}
process.exitCode = summary() ? 0 : 1;

async function walks(browser, { address, links }) {
  const common = { browser, address, shots };
  const doors = [["sign-in", "/sign-in"], ["link", new URL(links.pm).pathname]];
  for (const scheme of ["light", "dark"]) await walk({ ...common, who: "nobody", named: doors, axe, scheme });
  const state = {};
  for (const who of ["pm", "coles", "desk", "security"]) state[who] = await acts.signedIn(browser, links[who], who);

  const known = await papers(browser, state.coles, address);
  await acts.markings(browser, state.coles, address + known.cover, address + known.message);
  await acts.keys(browser, state.coles, address);
  for (const script of [true, false]) await acts.minutes(browser, state.coles, address + known.message, script);

  for (const script of [true, false]) await day.box(browser, state, address, known, script);
  await day.lineDown(browser, state, address, known);
  await day.chase(browser, state.coles, address, known);
  await day.prints(browser, state.coles, address, known);

  for (const script of [true, false]) await standing.circle(browser, state.coles, address, script);
  await standing.below(browser, state.coles, address, known);
  await standing.relabelled(browser, state, address, known);
  await standing.cleared(browser, state, address);

  const named = screens({ ...known, person: "coles" });
  // Side by side: a browser at work takes one core of two.
  const both = (walked) => Promise.all(["light", "dark"].map((scheme) => walk({ ...common, ...walked, axe, scheme })));
  await both({ state: state.coles, who: "coles", named });
  await walk({ ...common, state: state.coles, who: "coles", named, scheme: "light", script: false });
  const asked = screens({ ...known, person: "desk", asks: true }).filter(([name]) => /today|message|why|readers|markings|person|people/.test(name));
  await both({ state: state.security, who: "security", named: asked });
  // He has done nothing until now; who does nothing for a while is signed out.
  state.keeper = await acts.signedIn(browser, links.keeper, "keeper");
  for (const who of ["desk", "keeper"]) await below(common, state[who], who, known);
}

// The letter of 1982, the message that it covers, a scan of it that waits, the meeting that they are for, a printed paper.
async function papers(browser, state, address) {
  const context = await browser.newContext({ storageState: state });
  const json = async (where) => {
    const answer = await context.request.get(address + where, { headers: { accept: "application/json" } });
    return answer.json();
  };
  const [letters, printed] = [await json("/register?year=1982"), await json("/register?year=1970")];
  const meeting = (await json("/meetings?day=1982-10-15")).days[0].meetings.find(({ noted }) => !noted);
  const scan = (await json("/tray")).waiting[0];
  const chased = (await json("/undertakings?who=Shultz")).lines[0];
  await context.close();
  const of = (banner) => `/paper/${letters.papers.find(({ marked }) => marked.banner === banner).id}`;
  return {
    message: of("SECRET"),
    cover: of("covering SECRET"),
    waiting: `/tray/${scan.paper.id}`,
    printed: `/paper/${printed.papers[0].id}`,
    meeting: `/meeting/${meeting.id}`,
    readOut: `/meeting/${meeting.id}/read-out`,
    undertaking: `/undertaking/${chased.paper}/${chased.key}`,
  };
}

// A reader who may not know of the letter has every other screen, and no trace of it.
async function below(common, state, who, known) {
  const { browser, address } = common;
  const context = await browser.newContext({ storageState: state });
  const hidden = [known.cover, known.message, known.waiting, known.meeting, known.undertaking].filter(Boolean);
  const named = screens({});
  await tellsNothing(context, address, named, hidden, who);
  await isAbsent(context, address, [known.cover, known.message, known.waiting, known.undertaking], who);
  const meeting = await context.request.get(address + known.meeting);
  must(meeting.status() === 404, `${who}: the meeting that the letter speaks of is absent`, meeting.status());
  await context.close();
  await walk({ ...common, state, who, named, axe, scheme: "light" });
}
