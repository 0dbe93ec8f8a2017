// The office's day: a box is ordered, marked and returned, also while the line is down; what was promised is chased.
import { SCRIPT, fits, opened } from "./dress.mjs";
import { must } from "./findings.mjs";

const BOX = "/box/prime-minister";

// Puts a paper up by its form.
async function putUp(page, where, purpose, note) {
  await page.goto(where);
  await page.locator("#put-up-principal").selectOption("prime-minister");
  await page.locator("#put-up-purpose").selectOption(purpose);
  await page.locator("#put-up-note").fill(note);
  await page.locator('form[action$="/put-up"] button').press("Enter");
  await page.waitForURL("**done=put-up**");
}

// What lies there from the walk before is taken out: put up again, it lies last.
async function takenOut(page, address, paper) {
  await page.goto(address + BOX);
  const out = page.locator(`button[formaction$="/take-out"][value="${paper.split("/").pop()}"]`);
  if ((await out.count()) === 0) return;
  await out.press("Enter");
  await page.waitForURL("**done=taken-out**");
}

// The secretary orders the box; the principal works through it, and what she orders stands in the chase list.
export async function box(browser, state, address, known, dress) {
  const { how, script } = dress;
  const secretary = await opened(browser, state.coles, dress);
  await takenOut(secretary.page, address, known.message);
  await putUp(secretary.page, address + known.submission, "reading", "Two points.");
  await putUp(secretary.page, address + known.cover, "reading", "Please agree.");
  await putUp(secretary.page, address + known.message, "reading", "Behind it.");
  await secretary.page.goto(address + BOX);
  const titles = () => secretary.page.locator(".purpose .line .ref").allInnerTexts();
  const before = await titles();
  await secretary.page.locator('button[data-move="down"]:enabled').first().press("Enter");
  await secretary.page.waitForURL("**done=ordered**");
  await fits(secretary.page, `a box being put in order, ${how}`);
  must((await titles()).join() !== before.join(), `a paper goes down in the box, ${how}`, before.join());
  const inHand = () => Boolean(document.activeElement.closest("[data-box-row]"));
  if (script) must(await secretary.page.evaluate(inHand), `a paper that was moved stays in hand, ${how}`);

  if (dress === SCRIPT) await dragged(secretary.page, titles);

  const principal = await opened(browser, state.pm, dress);
  await decided(principal.page, `${address}${BOX}${known.submission}`, how);
  await principal.page.goto(`${address}${BOX}${known.cover}`);
  if (script) await principal.page.keyboard.press("1");
  else await principal.page.locator("#mark-agree").check();
  must(await principal.page.locator("#mark-agree").isChecked(), `a mark is chosen by its key, ${how}`);
  await principal.page.locator("#words").fill(`Agreed, ${how}.`);
  await principal.page.locator("details.orders summary").press("Enter");
  await principal.page.locator('input[name="owner-1"]').fill("R B Bone");
  await principal.page.locator('input[name="what-1"]').fill(`thank Mr Shultz, ${how}`);
  await principal.page.locator('form[data-once] button[type="submit"]').press("Enter");
  await principal.page.waitForURL(`**${known.message}?done=marked**`);
  must(await principal.page.getByText("The mark is entered").isVisible(), `a returned paper leads to the next, ${how}`);

  await markedAgain(principal.page, `${address}${BOX}${known.cover}`, how);

  await secretary.page.goto(address + BOX);
  must(await secretary.page.getByText(`Agreed, ${how}.`).first().isVisible(), `the mark stands in the box, ${how}`);
  await secretary.page.goto(`${address}/undertakings?who=Bone`);
  must(await secretary.page.getByText(`thank Mr Shultz, ${how}`).first().isVisible(), `what was ordered is chased, ${how}`);
  for (const { context, page, heard } of [secretary, principal]) {
    await fits(page, `the box, ${how}`);
    must(heard.length === 0, `the box: the browser has nothing to complain of, ${how}`, heard.join("\n"));
    await context.close();
  }
}

// One recommendation of a submission is not agreed, though the paper is.
async function decided(page, submission, how) {
  await page.goto(submission);
  await page.locator("#mark-agree").check();
  await page.locator('input[name="decide-2"][value="not-agree"]').check();
  await fits(page, `a submission to be decided, ${how}`);
  await page.locator('form[data-once] button[type="submit"]').press("Enter");
  await page.waitForURL("**done=marked**");
  await page.goto(submission);
  const points = await page.locator(".decided li").allInnerTexts();
  const [told, spoken] = points;
  const each = points.length === 2 && told.startsWith("1. agree: ") && spoken.startsWith("2. do not agree: ");
  must(each, `each recommendation is decided by itself, ${how}`, points.join("\n"));
}

// A paper is dragged to the place of the one below it.
async function dragged(page, titles) {
  const before = await titles();
  const rows = page.locator(".purpose").first().locator("[data-box-row]");
  const loaded = page.waitForEvent("load");
  await rows.first().scrollIntoViewIfNeeded();
  const [from, onto] = [await rows.first().locator(".grip").boundingBox(), await rows.nth(1).boundingBox()];
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(onto.x + onto.width / 3, onto.y + 10, { steps: 12 });
  await page.mouse.up();
  await loaded;
  must((await titles()).join() !== before.join(), "a paper is dragged to its place in the box", before.join());
}

// A mark made by a slip is made again; the words of the first stay.
async function markedAgain(page, paper, how) {
  await page.goto(paper);
  await page.locator("summary", { hasText: "Mark it again" }).press("Enter");
  await page.locator("#mark-agree").press(" ");
  await page.locator("#words").fill(`Agreed, ${how}.`);
  await page.locator('form[data-once] button[type="submit"]').press("Enter");
  await page.waitForURL("**done=marked-again**");
  must(await page.getByText(`Agreed, ${how}.`).first().isVisible(), `a mark is made again, ${how}`);
}

// A mark that is made while the line is down is kept, and entered once when it is back.
export async function lineDown(browser, state, address, known) {
  const { context, page } = await opened(browser, state.pm);
  await page.goto(`${address}${BOX}${known.message}`);
  await page.keyboard.press("4");
  await page.locator("#words").fill("Seen while the line was down.");
  await context.setOffline(true);
  await page.locator('form[data-once] button[type="submit"]').press("Enter");
  await page.locator("[data-kept]:not([hidden])").waitFor();
  must(/kept/.test(await page.locator("[data-kept]").innerText()), "a mark is kept while the line is down");
  await context.setOffline(false);
  await page.getByText("what was kept has been sent").waitFor({ timeout: 30_000 });
  await page.goto(address + known.message);
  const marks = await page.getByText("Seen while the line was down.").count();
  must(marks === 1, "a mark that was kept is entered once", marks);
  await context.close();
}

// A mark that is made when the sitting has ended is entered once its maker has signed in again.
export async function signedOut(browser, state, address, known) {
  const { context, page } = await opened(browser, state.pm);
  await page.goto(`${address}${BOX}${known.message}`);
  await page.locator("summary", { hasText: "Mark it again" }).press("Enter");
  await page.locator("#mark-discuss").check();
  await page.locator("#words").fill("Marked when nobody was signed in.");
  const cookies = await context.cookies();
  await context.clearCookies();
  await page.locator('form[data-once] button[type="submit"]').press("Enter");
  await page.waitForURL("**/sign-in**");
  await context.addCookies(cookies);
  await page.goto(address + "/");
  await page.waitForFunction(() => sessionStorage.getItem("chancery.kept") === "[]");
  await page.goto(address + known.message);
  const marks = await page.getByText("Marked when nobody was signed in.").count();
  must(marks === 1, "a mark that waited for its maker to sign in is entered once", marks);
  await context.close();
}

// An undertaking is assigned by keys, and told of.
export async function chase(browser, state, address, known) {
  const { context, page, heard } = await opened(browser, state);
  await page.goto(address + known.undertaking);
  await page.keyboard.press("a");
  must((await page.evaluate(() => document.activeElement?.id)) === "assign-to", "a key opens the form that assigns");
  await page.keyboard.type("R B Bone");
  await page.keyboard.press("Enter");
  await page.waitForURL("**done=assign**");
  must(await page.getByText("It has somebody who answers for it.").isVisible(), "an undertaking is assigned");
  must(heard.length === 0, "the chase list: the browser has nothing to complain of", heard.join("\n"));
  await context.close();
}

// What is printed is a PDF that is kept and not shown.
export async function prints(browser, state, address, known) {
  const context = await browser.newContext({ storageState: state });
  for (const where of [known.message, BOX, known.meeting, "/undertakings", "/register"]) {
    const answer = await context.request.get(`${address}${where}/print`);
    const [kind, bytes] = [answer.headers()["content-type"], await answer.body()];
    must(kind === "application/pdf" && bytes.subarray(0, 5).toString() === "%PDF-", `${where} is printed`, kind);
  }
  await context.close();
}
