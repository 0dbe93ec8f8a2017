// Every screen, as each reader has it: in light and dark, wide and narrow, with script and without.
import { NARROW, WIDE, fits, listen } from "./dress.mjs";
import { must } from "./findings.mjs";
import { keep } from "./markup.mjs";

const NOWHERE = "/paper/00000000000000000000000000000000";
const SIZES = [WIDE, NARROW];

// Screens by name; what the reader does not have is left out. `asks` says that he may ask of others.
export function screens({ cover, message, waiting, boxed, submission, meeting, readOut, draft, correspondent, printed, undertaking, person, asks }) {
  const today = new Date().toISOString().slice(0, 10);
  const all = {
    today: "/",
    tour: "/tour",
    box: "/box/prime-minister",
    "box-paper": cover && `/box/prime-minister${cover}`,
    "box-submission": submission && `/box/prime-minister${submission}`,
    "put-up": boxed && `${boxed}/put-up`,
    "box-returned": message && `/box/prime-minister${message}`,
    cover,
    message,
    "message-correct": message && `${message}?correct=2#f2`,
    printed,
    tray: "/tray",
    turned: "/tray/turned-away",
    waiting,
    particulars: waiting && message && `${message}/particulars`,
    transcript: waiting && message && `${message}/transcript`,
    register: "/register",
    "register-1982": "/register?year=1982",
    search: "/search?q=Gromyko",
    "search-nothing": "/search?q=xyzzy",
    "search-fault": "/search?q=date%3Anever",
    diary: "/meetings",
    "diary-week": "/meetings?show=week",
    "diary-month": "/meetings?show=month&day=1982-10-15",
    "read-out": readOut,
    meeting,
    undertakings: "/undertakings",
    "undertakings-closed": "/undertakings?state=closed&order=owner",
    undertaking,
    dialogues: "/dialogue",
    dialogue: "/dialogue?a=Shultz&b=Gromyko",
    markings: "/markings",
    "markings-read": "/markings?marking=SECRET+UK+EYES+A&beside=CONFIDENTIAL",
    "markings-fault": "/markings?marking=SECRET+UMBRAGE",
    circles: "/circles",
    people: "/people",
    post: "/post/prime-minister",
    correspondents: "/correspondents",
    correspondent,
    drafts: "/drafts",
    draft,
    "bring-ups": "/bring-ups",
    copies: "/copies",
    chased: undertaking && `/undertakings/together?u1=${undertaking.split("/").slice(2).join("+")}`,
    "paper-of-a-list": message && `${message}?in=register`,
    "draft-new": message && `/draft/new?form=submission&answers=${message.split("/").pop()}`,
    person: person && `/person/${person}`,
    leaving: asks && person && `/person/${person}/leaving`,
    opened: asks && person && `/person/${person}/opened`,
    why: message && `${message}/why`,
    "why-then": asks && `${message}/why?reader=desk&on=${today}`,
    readers: asks && `${message}/readers?on=${today}`,
    ledger: "/ledger",
    absent: NOWHERE,
  };
  return Object.entries(all).filter(([, where]) => where);
}

// Walks screens for one reader in one dress.
export async function walk({ browser, state, address, who, named, axe, scheme, script = true, again = false }) {
  for (const viewport of SIZES) {
    const context = await browser.newContext({ colorScheme: scheme, viewport, javaScriptEnabled: script, storageState: state });
    // In the dark only colours are others, and they are the same at every width; so are screens that another has too.
    const told = (scheme === "dark" || again) && viewport.width < WIDE.width;
    for (const [name, where] of named) {
      const label = `${name}, ${who}, ${scheme}, ${viewport.width} px${script ? "" : ", without script"}`;
      await look(context, address + where, label, told ? undefined : axe);
    }
    await context.close();
  }
}

export async function look(context, where, label, axe, besides = async () => {}) {
  const page = await context.newPage();
  const heard = [];
  listen(page, heard);
  const answer = await page.goto(where);
  keep(label, await answer.text());
  await fits(page, label);
  const headings = await page.locator("h1").count();
  must(headings === 1, `${label}: one heading names the page`, headings);
  must(heard.length === 0, `${label}: the browser has nothing to complain of`, heard.join("\n"));
  await besides(page);
  if (axe) await examine(page, label, axe);
  await page.close();
}

async function examine(page, label, axe) {
  await page.evaluate(axe);
  // What it would fetch to look at styles, the page's policy forbids.
  const found = await page.evaluate(() => window.axe.run({ preload: false }));
  const words = found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.html} ${n.any[0]?.message ?? ""}`).join(" | ")}`);
  must(words.length === 0, `${label}: axe finds nothing`, words.join("\n"));
}
