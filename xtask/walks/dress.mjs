// How a day is walked: with script, without, and on the narrowest screen.
import { must } from "./findings.mjs";

const NARROW = 320;

export const SCRIPT = { how: "with script", script: true, options: { viewport: { width: 1280, height: 900 } } };
export const PLAIN = { how: "without script", script: false, options: { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } } };
export const SLIM = { how: `at ${NARROW} px`, script: true, options: { viewport: { width: NARROW, height: 640 } } };
export const ALL = [SCRIPT, PLAIN, SLIM];

// Nothing on a page is wider than its window.
export async function fits(page, what) {
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  must(wide <= room, `${what}: nothing scrolls sideways`, `${page.url()}: ${wide} px of ${room}`);
}
