// A private secretary's day with the keyboard alone: no pointer moves and nothing is clicked.
import { fits, opened } from "./dress.mjs";
import { must } from "./findings.mjs";

const STEPS_MAX = 250;

// Goes on with the tab key until what the selector names has the focus.
async function tabTo(page, selector, sentence) {
  for (let step = 0; step < STEPS_MAX; step += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  must(false, `by keyboard: ${sentence}`, `${selector} is not reached`);
}

async function type(page, selector, words) {
  await tabTo(page, selector, "every field is reached");
  await page.keyboard.type(words);
}

async function send(page, selector) {
  await tabTo(page, selector, "the form is sent");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

async function go(page, letter, path) {
  await page.keyboard.press("g");
  await Promise.all([page.waitForURL((url) => url.pathname.startsWith(path)), page.keyboard.press(letter)]);
}

// A day as it is typed into its field: what was said in a meeting is told once it was held.
function typedDay(day) {
  const [year, month, date] = day.toISOString().slice(0, 10).split("-");
  return month + date + year;
}

export async function day(browser, state, address, dress) {
  const { how } = dress;
  const { context, page, heard } = await opened(browser, state, dress);
  await page.goto(`${address}/`);

  await go(page, "r", "/register");
  await page.keyboard.press("j");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  must(new URL(page.url()).pathname.startsWith("/paper/"), `by keyboard, ${how}: a paper of the register is opened`, page.url());

  await go(page, "m", "/meetings");
  await tabTo(page, "summary", "the form of a meeting is opened");
  await page.keyboard.press("Enter");
  await tabTo(page, "#meeting-day", "the day is reached");
  await page.keyboard.type(typedDay(new Date(Date.now() - 86_400_000)));
  await type(page, "#meeting-subject", `a call by keyboard, ${how}`);
  await type(page, "#meeting-with", "Mr Gromyko");
  await type(page, "#meeting-marking", "CONFIDENTIAL");
  await send(page, "form[action='/meetings'] button[type=submit]");
  if ((await page.locator("#because").count()) > 0) {
    await type(page, "#because", "it was announced");
    await send(page, "form[action='/meetings'] button[type=submit]");
  }
  const heading = await page.locator("h1").innerText();
  must(/a call by keyboard/i.test(heading), `by keyboard, ${how}: a meeting is noted`, `${page.url()} ${heading}`);

  await tabTo(page, "a[href$='/read-out']", "the read-out is reached");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await type(page, "input[name='subject-1']", `Madrid by keyboard, ${how}`);
  await type(page, "input[name='by-1']", "Mr Gromyko");
  await type(page, "input[name='owner-1']", "R B Bone");
  await type(page, "input[name='what-1']", "write to Madrid");
  await send(page, "form.read-out button[type=submit]:not([name])");
  if ((await page.locator("#because").count()) > 0) {
    await type(page, "#because", "it was agreed so");
    await send(page, "form.read-out button[type=submit]:not([name])");
  }
  must(new URL(page.url()).pathname.startsWith("/paper/"), `by keyboard, ${how}: a read-out becomes a paper`, page.url());

  await go(page, "w", "/drafts");
  await tabTo(page, "a[href^='/draft/new?form=minute']", "a minute is begun");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await type(page, "#draft-subject", "A minute by keyboard");
  await type(page, "#draft-to", "Prime Minister");
  await type(page, "#draft-marking", "SECRET");
  await type(page, "#words-1", `You may wish to see this, ${how}.`);
  await send(page, "form.write button[type=submit]");
  if ((await page.locator("#because").count()) > 0) {
    await type(page, "#because", "it goes to who may read it all");
    await send(page, "form.write button[type=submit]");
  }
  must((await page.locator("#why").innerText()).startsWith("SECRET"), `by keyboard, ${how}: a draft is saved, and says what it bears`, page.url());
  await tabTo(page, "form[action$='/sign'] button", "it is signed");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  must(new URL(page.url()).pathname.startsWith("/paper/"), `by keyboard, ${how}: a draft is signed and stands in the register`, page.url());

  await go(page, "u", "/undertakings");
  await page.keyboard.press("j");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  must(new URL(page.url()).pathname.startsWith("/undertaking/"), `by keyboard, ${how}: an undertaking is opened`, page.url());
  await page.keyboard.press("c");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  must(/done=confirm/.test(page.url()), `by keyboard, ${how}: it is confirmed`, page.url());
  await Promise.all([page.waitForNavigation(), page.keyboard.press("z")]);
  must(/done=withdraw/.test(page.url()), `by keyboard, ${how}: that is undone`, page.url());

  await page.keyboard.press("/");
  await page.keyboard.type("Gromyko");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  must(new URL(page.url()).pathname === "/search", `by keyboard, ${how}: something is sought`, page.url());
  await fits(page, `by keyboard, ${how}`);
  const complaints = heard.filter((words) => !/status of (409|422)/.test(words));
  must(complaints.length === 0, `by keyboard, ${how}: the browser has nothing to complain of`, complaints.join("\n"));
  await context.close();
}
