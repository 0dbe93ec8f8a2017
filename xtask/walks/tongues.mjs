// A reader chooses a language; every screen answers in it, also in the one that tests the way from right to left.
import { NARROW, WIDE, fits } from "./dress.mjs";
import { must } from "./findings.mjs";
import { look } from "./screens.mjs";

// Chooses French by the form in the foot, without script, and answers with what the browser then holds.
export async function choose(browser, state, address) {
  const context = await browser.newContext({ storageState: state, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${address}/undertakings`);
  await Promise.all([page.waitForNavigation(), page.press("footer button[value=fr]", "Enter")]);
  await page.goto(`${address}/undertakings`);
  const [heading, lang] = [await page.locator("h1").innerText(), await page.locator("html").getAttribute("lang")];
  must(heading === "Engagements" && lang === "fr", "languages: who chooses French is answered in it", `${lang}: ${heading}`);
  const chosen = await context.storageState();
  await context.close();
  return chosen;
}

// The same browser with another language.
export function of(state, tag) {
  return { ...state, cookies: state.cookies.map((one) => (one.name === "tongue" ? { ...one, value: tag } : one)) };
}

// Walks screens in a language: wide, with axe, where it is given, and narrow.
export async function walk({ browser, state, address, tag, named, axe }) {
  const wide = axe ? WIDE : NARROW;
  const context = await browser.newContext({ storageState: state, viewport: wide });
  for (const [name, where] of named) {
    const label = `${name}, coles, ${tag}`;
    await look(context, address + where, label, axe, async (page) => {
      const lang = await page.locator("html").getAttribute("lang");
      must(lang === tag, `${label}: the page says its language`, lang);
      await page.setViewportSize(NARROW);
      await fits(page, `${label}, ${NARROW.width} px`);
      await page.setViewportSize(wide);
    });
  }
  await context.close();
}
