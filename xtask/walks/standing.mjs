// Circles, the high-water mark, changed markings and clearances, as people meet them.
import { signedIn } from "./acts.mjs";
import { fits, opened } from "./dress.mjs";
import { must } from "./findings.mjs";

async function ends({ context, page, heard }, what) {
  await fits(page, what);
  // A refusal is told by its status, which the browser notes.
  const amiss = heard.filter((line) => !/status of (403|409|422)/.test(line));
  must(amiss.length === 0, `${what}: the browser has nothing to complain of`, amiss.join("\n"));
  await context.close();
}

// A circle is made, somebody is taken in and put out again; it then has a history.
export async function circle(browser, state, address, dress) {
  const what = `a circle, ${dress.how}`;
  const name = `Talks ${dress.how}`;
  const seen = await opened(browser, state, dress);
  const { page } = seen;
  await page.goto(`${address}/circles`);
  await page.locator("#circle-name").fill(name);
  await page.locator("#circle-purpose").fill("the talks in Madrid");
  await page.locator('form[action="/circles"] button').press("Enter");
  await page.waitForURL("**done=make**");
  const made = page.locator("article.circle", { hasText: name }).first();
  await made.locator("select").selectOption("bone");
  await made.locator('form[action$="/join"] button').press("Enter");
  await page.waitForURL("**done=join**");
  must((await made.locator("tbody").first().innerText()).includes("R B Bone"), `${what}: who is taken in is in it`);
  await made.getByRole("button", { name: /Put out/ }).press("Enter");
  await page.waitForURL("**done=leave**");
  must(await made.getByText("1 stay that has ended").isVisible(), `${what}: who was in it stays in its history`);
  await ends(seen, what);
}

// Who has opened a paper above another is asked why he writes on that other; his words are kept meanwhile.
export async function below(browser, state, address, { message, printed }) {
  const what = "words below what was opened";
  const seen = await opened(browser, state);
  const { page } = seen;
  await page.goto(address + message);
  await page.goto(address + printed);
  const words = "This bears on what we are to hear tomorrow.";
  await page.locator("#minute-text").fill(words);
  await page.locator('form[action$="/minute"] button').press("Enter");
  await page.locator("#because").waitFor();
  must((await page.locator("#minute-text").inputValue()) === words, `${what}: what was typed stays`);
  await page.locator("#because").fill("nothing of the message is in it");
  await page.locator('form[action$="/minute"] button').press("Enter");
  await page.waitForURL("**done=minute**");
  must(await page.getByText(words).first().isVisible(), `${what}: with a reason they are written`);
  await page.goto(`${address}/`);
  await page.getByRole("button", { name: "End the sitting" }).press("Enter");
  await page.waitForURL("**/#sitting");
  must(await page.getByText("You have opened no paper in this sitting.").isVisible(), `${what}: a sitting can be ended`);
  await ends(seen, what);
}

// Raised by one, lowered by two; the old markings then stand struck through.
export async function relabelled(browser, state, address, { message }) {
  const what = "a changed marking";
  const where = address + message;
  // The demonstration has one that waits already.
  const before = await opened(browser, state.security);
  await before.page.goto(where);
  await before.page.locator('form[action$="/refuse"] [name="reason"]').fill("another is to be proposed");
  await before.page.locator('form[action$="/refuse"] button').press("Enter");
  await before.page.waitForURL("**done=refuse**");
  await ends(before, `${what}, refused`);
  const clerk = await opened(browser, state.coles);
  await propose(clerk.page, where, "SECRET UK EYES A");
  must(await clerk.page.getByText("The marking was changed.").isVisible(), `${what}: who registers raises it alone`);
  await propose(clerk.page, where, "SECRET");
  must(await clerk.page.getByText("a second person decides").isVisible(), `${what}: nobody lowers it alone`);
  await ends(clerk, `${what}, proposed`);
  const officer = await opened(browser, state.security);
  await officer.page.goto(`${address}/`);
  must(await officer.page.getByText("marking to approve").isVisible(), `${what}: who approves is told on his first page`);
  await officer.page.goto(where);
  await officer.page.locator('form[action$="/approve"] button').press("Enter");
  await officer.page.waitForURL("**done=approve**");
  must((await officer.page.locator("s.chip").count()) === 2, `${what}: the old ones stand struck through`);
  await ends(officer, `${what}, approved`);
  // A proposal waits on the page, to be seen on the walks.
  const again = await opened(browser, state.coles);
  await propose(again.page, where, "CONFIDENTIAL");
  await ends(again, `${what}, proposed again`);
}

async function propose(page, where, marking) {
  await page.goto(where);
  await page.locator("#relabel-marking").fill(marking);
  await page.locator("#relabel-reason").fill("what it says was published since");
  await page.locator("#relabel-authority").fill("Head of Department");
  await page.locator('form[action$="/relabel"] button').press("Enter");
  await page.waitForURL("**done=relabel**");
}

// A clearance is given by another, and to all others the page is not there.
export async function cleared(browser, state, address) {
  const what = "a clearance";
  const officer = await opened(browser, state.security);
  const { page } = officer;
  await page.goto(`${address}/person/desk`);
  await page.locator("#clear-lines").fill("SECRET");
  await page.locator('form[action$="/clear"] button').press("Enter");
  must((await page.locator("#clear-lines").inputValue()) === "SECRET", `${what}: what cannot be read comes back`);
  await page.locator("#clear-lines").fill("uk-1982=CONFIDENTIAL\nus-historical=Confidential");
  await page.locator("#clear-reason").fill("as before, with a reason");
  await page.locator('form[action$="/clear"] button').press("Enter");
  await page.waitForURL("**done=clear**");
  must((await page.locator(".clearing.in-force").count()) === 1, `${what}: one is in force`);
  await ends(officer, what);
  const coles = await browser.newContext({ storageState: state.coles });
  const [other, nobody] = [await coles.request.get(`${address}/person/desk`), await coles.request.get(`${address}/person/nobody`)];
  must(other.status() === 404 && (await other.text()) === (await nobody.text()), `${what}: to others no such page is there`);
  await coles.close();
}

// The keeper admits somebody while the office is served, and the link that he hands over lets him in once.
export async function admitted(browser, state, address) {
  const what = "an admission";
  const keeper = await opened(browser, state);
  const { page } = keeper;
  await page.goto(`${address}/people`);
  await page.locator("summary", { hasText: "Admit somebody" }).press("Enter");
  await page.locator("#admit-name").fill("George Quill");
  await page.locator("#admit-handle").fill("coles");
  await page.locator('form[action="/people"] button').press("Enter");
  must(await page.locator("#admit-handle ~ .amiss-here").first().isVisible(), `${what}: what is amiss stands beside its field`);
  await fits(page, `${what} that is refused`);
  await page.locator("#admit-handle").fill("quill");
  await page.locator('form[action="/people"] button').press("Enter");
  await page.waitForURL("**/person/quill?done=admit**");
  await page.locator('form[action="/person/quill/link"] button').press("Enter");
  const link = await page.locator(".handed").innerText();
  must(link.startsWith(`${address}/enter/`) && !page.url().includes("enter"), `${what}: the link is shown, and in no address`, page.url());
  await fits(page, `${what}, its link`);
  await signedIn(browser, link, "the admitted");
  await ends(keeper, what);
}
