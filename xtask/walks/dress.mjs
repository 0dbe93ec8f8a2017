// How pages are looked at: with script, without, and on the narrowest screen.
import { must } from "./findings.mjs";

export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 320, height: 640 };

export const SCRIPT = { how: "with script", script: true, options: { viewport: WIDE } };
export const PLAIN = { how: "without script", script: false, options: { viewport: WIDE, javaScriptEnabled: false } };
export const SLIM = { how: `at ${NARROW.width} px`, script: true, options: { viewport: NARROW } };
export const ALL = [SCRIPT, PLAIN, SLIM];

// A reader's page in that dress, and what the browser complains of while it is open.
export async function opened(browser, state, dress = SCRIPT) {
  const context = await browser.newContext({ ...dress.options, storageState: state });
  const page = await context.newPage();
  const heard = [];
  listen(page, heard);
  return { context, page, heard };
}

// What the page itself would tell: errors, and what its policy forbids.
export function listen(page, heard) {
  page.on("console", (message) => {
    const absent = message.text().includes("status of 404");
    if (message.type() === "error" && !absent) heard.push(message.text());
  });
  page.on("pageerror", (error) => heard.push(error.message));
}

// Nothing on a page is wider than its window.
export async function fits(page, what) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  must(wide <= room, `${what}: nothing scrolls sideways`, `${page.url()}: ${wide} px of ${room}`);
}
