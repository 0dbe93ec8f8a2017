// What a person does: signs in once by a link, goes by keys, initials, writes a minute.
import { fits, opened } from "./dress.mjs";
import { must } from "./findings.mjs";

// Signs in by a link; answers with what the browser then holds.
export async function signedIn(browser, link, who, script = true) {
  const context = await browser.newContext({ javaScriptEnabled: script });
  const page = await context.newPage();
  await page.goto(link);
  await page.locator("form.stack button[type=submit]").click();
  must(new URL(page.url()).pathname === "/", `${who}: the link signs in`, page.url());
  const state = await context.storageState();
  await context.close();
  const again = await browser.newContext();
  const answer = await again.request.get(link);
  must(answer.status() === 404, `${who}: the link works once`, answer.status());
  await again.close();
  return state;
}

// Keys, as the help lists them.
export async function keys(browser, state, address) {
  const context = await browser.newContext({ storageState: state });
  const page = await context.newPage();
  const focus = () => page.evaluate(() => document.activeElement?.id);
  const row = () => page.evaluate(() => [...document.querySelectorAll("main [data-row]")].indexOf(document.activeElement));
  await page.goto(`${address}/register`);
  await page.keyboard.press("/");
  must(["q", "seek"].includes(await focus()), "keys: / goes to the search field", await focus());
  await page.keyboard.type("gb");
  must(page.url().endsWith("/register"), "keys: letters typed into a field stay there", page.url());
  await page.evaluate(() => document.activeElement.blur());
  const rows = [];
  for (const key of ["j", "j", "k"]) {
    await page.keyboard.press(key);
    rows.push(await row());
  }
  must(rows.join() === "0,1,0", "keys: j and k go from row to row", rows.join());
  await page.keyboard.press("?");
  must(await page.locator("dialog#keys").isVisible(), "keys: ? shows the keys");
  await page.keyboard.press("Escape");
  must(!(await page.locator("dialog#keys").isVisible()), "keys: Escape puts the keys away");
  await page.keyboard.press("g");
  await page.keyboard.press("b");
  await page.waitForURL("**/box*", { timeout: 5_000 }).catch(() => {});
  must(new URL(page.url()).pathname.startsWith("/box"), "keys: g b goes to the box", page.url());
  await page.goto(`${address}/`);
  await page.keyboard.press("Tab");
  must(await page.evaluate(() => document.activeElement?.matches("a.skip")), "keys: the first stop skips to the content");
  await context.close();
}

// Initials and a minute, from the page.
export async function minutes(browser, state, where, dress, initials) {
  const { how } = dress;
  const { context, page, heard } = await opened(browser, state, dress);
  const words = `The Prime Minister should see this before eleven, ${how}.`;
  await page.goto(where);
  await page.locator("#minute-text").fill(words);
  // A key, since a click waits for frames, which do not come where script is off.
  await page.locator('form[action$="/minute"] button').press("Enter");
  await page.waitForURL("**done=minute**");
  must(await page.getByText("Your minute stands on the paper.").isVisible(), `a minute is told of, ${how}`);
  must(await page.getByText(words).first().isVisible(), `a minute stands on the paper, ${how}`);
  if (initials) {
    await page.locator('form[action$="/initial"] button').press("Enter");
    await page.waitForURL("**done=initial**");
    must(await page.getByText("You have initialled the paper.").isVisible(), `initials are told of, ${how}`);
  }
  await fits(page, `minutes, ${how}`);
  must(heard.length === 0, `minutes: the browser has nothing to complain of, ${how}`, heard.join("\n"));
  await context.close();
}

// A paper bears its marking at head and foot, and a cover says what it falls to.
export async function markings(browser, state, cover, message) {
  const context = await browser.newContext({ storageState: state });
  const page = await context.newPage();
  for (const [where, words] of [
    [cover, /covering SECRET/i],
    [message, /SECRET/],
  ]) {
    await page.goto(where);
    for (const place of ["top", "bottom"]) {
      const banner = page.locator(`.banner.${place}`);
      must((await banner.count()) === 1, `a paper has its marking at the ${place}`, where);
      must(words.test(await banner.innerText()), `the marking at the ${place} reads as it should`, await banner.innerText());
    }
  }
  await context.close();
}

// Every step of the tour leads to a screen; the letter stands there for who may read it, and for nobody else.
export async function tour(browser, state, address, who, reads) {
  const context = await browser.newContext({ storageState: state });
  const page = await context.newPage();
  await page.goto(`${address}/`);
  await Promise.all([page.waitForURL("**/tour"), page.locator("main a[href='/tour']").press("Enter")]);
  const steps = await page.locator("ol.tour a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  let told = "";
  for (const step of steps) {
    const answer = await page.goto(address + step);
    must(answer.status() === 200, `the tour, ${who}: ${step} is there`, answer.status());
    told += await page.locator("main").innerText();
  }
  must(steps.length === 8 && told.includes("Message from Mr Shultz") === reads, `the tour, ${who}: the letter is ${reads ? "met" : "nowhere"}`, steps.length);
  await context.close();
}
