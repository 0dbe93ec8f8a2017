// Two who write at once, with script and without: the second is shown both, and nothing that he typed is lost.
import { fits, listen } from "./dress.mjs";
import { must } from "./findings.mjs";

// By the key: without script a browser does not always draw, and what is not drawn cannot be clicked.
const submit = (page, selector) => Promise.all([page.waitForNavigation(), page.press(selector, "Enter")]);

// Saves; where the words would stand below what was opened, says why.
async function save(page) {
  await submit(page, "form.write button[type=submit]");
  if ((await page.locator("#because").count()) === 0) return;
  await page.fill("#because", "it is no part of what was read");
  await Promise.all([page.waitForNavigation(), page.press("#because", "Enter")]);
}

export async function twoAtOnce(browser, state, address, dress) {
  const how = `, ${dress.how}`;
  const [coles, bone] = [await browser.newContext({ ...dress.options, storageState: state.coles }), await browser.newContext({ ...dress.options, storageState: state.bone })];
  const heard = [];
  const page = await coles.newPage();
  listen(page, heard);
  await page.goto(`${address}/draft/new?form=letter`);
  await page.fill("#draft-subject", `Two at once${how}`);
  await page.fill("#draft-marking", "RESTRICTED");
  await page.fill("#words-1", "The first words.");
  await page.fill("input[name='marking-1']", "CONFIDENTIAL");
  await save(page);
  const said = await page.locator("#why").innerText();
  must(said === "CONFIDENTIAL, since paragraph 1 is; without it: RESTRICTED.", `a draft says why it bears what it bears${how}`, said);
  await page.selectOption("select[name=to]", "bone");
  await submit(page, "form[action$='/send'] button[value=clearing]");
  const where = new URL(page.url()).pathname;

  const other = await bone.newPage();
  listen(other, heard);
  await other.goto(address + where);
  await page.fill("#words-1", "Words of Coles.");
  await save(page);
  await other.fill("#words-1", "Words of Bone.");
  await submit(other, "form.write button[type=submit]");
  const row = await other.locator("table.both tbody").innerText();
  must(row.includes("Words of Coles.") && row.includes("Words of Bone."), `who saves second is shown both${how}`, row);
  await fits(other, `both versions side by side${how}`);
  must((await other.inputValue("#words-1")) === "Words of Bone.", `what he typed is kept${how}`);
  await submit(other, "form.write button[type=submit]");
  const text = await other.locator("pre.text").innerText();
  must(text.includes("Words of Bone."), `his words stand when he saves again${how}`, text);

  await other.press("input[name=clearing][value=objects]", "Space");
  await other.fill("#clearing-words", "Not yet.");
  await submit(other, "form[action$='/clear'] button");
  await page.goto(address + where);
  const steps = await page.locator("ol.steps").innerText();
  must(steps.includes("does not agree") && steps.includes("Not yet."), `what one says of it is told${how}`, steps);
  must(!(await page.locator("form[action$='/sign']").evaluate((form) => form.checkValidity())), `over an objection it is not signed unawares${how}`);
  await page.press("input[name=despite]", "Space");
  await submit(page, "form[action$='/sign'] button");
  must(new URL(page.url()).pathname.startsWith("/paper/"), `it is signed and stands in the register${how}`, page.url());
  const complaints = heard.filter((words) => !/status of (409|422)/.test(words));
  must(complaints.length === 0, `writing: the browser has nothing to complain of${how}`, complaints.join("\n"));
  await coles.close();
  await bone.close();
}

// A sitting that ends while somebody writes takes nothing of it: signed in again, he finds his words in their form.
export async function signedOutMeanwhile(browser, state, address) {
  const context = await browser.newContext({ storageState: state.bone });
  const page = await context.newPage();
  await page.goto(address + "/draft/new?form=minute");
  await page.fill("#draft-subject", "Herring");
  await page.fill("#draft-marking", "SECRET");
  await page.fill("#words-1", "Words that nobody has saved.");
  const cookies = await context.cookies();
  await context.clearCookies();
  await page.press("form.write button[type=submit]", "Enter");
  await page.waitForURL("**/sign-in**");
  await context.addCookies(cookies);
  await page.goto(address + "/");
  await page.waitForURL("**/draft/new?form=minute");
  await page.locator("form.write p.done").waitFor();
  const [subject, words] = [await page.inputValue("#draft-subject"), await page.inputValue("#words-1")];
  must(subject === "Herring" && words === "Words that nobody has saved.", "what was typed is back after signing in again", words);
  await page.goto(address + "/drafts");
  await page.goto(address + "/draft/new?form=minute");
  must((await page.inputValue("#words-1")) === "", "and it is kept no longer than that");
  await context.close();

  const other = await browser.newContext({ storageState: state.bone });
  const shared = await other.newPage();
  await shared.goto(address + "/draft/new?form=minute");
  await shared.fill("#draft-marking", "SECRET");
  await shared.fill("#words-1", "Words of Bone.");
  await other.clearCookies();
  await shared.press("form.write button[type=submit]", "Enter");
  await shared.waitForURL("**/sign-in**");
  await other.addCookies(state.pm.cookies);
  await shared.goto(address + "/draft/new?form=minute");
  must((await shared.inputValue("#words-1")) === "", "whoever signs in instead finds nothing of it");
  await shared.goto(address + "/");
  must(await shared.evaluate(() => sessionStorage.getItem("chancery.sent") === "null"), "nor does his tab keep it");
  await other.close();
}
