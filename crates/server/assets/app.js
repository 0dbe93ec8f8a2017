// Keys, focus, and how far files have come. Every page works without this; nothing here asks the server for anything
// but to take what its forms would send.
"use strict";

(() => {
  const STORED = "chancery.keys";
  const SEQUENCE_MILLIS = 1500;

  // A browser may forbid storage; then the keys are on until the page is left.
  const stored = {
    get() { try { return localStorage.getItem(STORED); } catch { return null; } },
    set(value) { try { localStorage.setItem(STORED, value); } catch { /* see above */ } },
  };

  let on = stored.get() !== "off";
  let sent = false;
  let waiting = 0;

  const typing = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

  const dialog = document.getElementById("keys");
  const openKeys = () => { if (dialog && !dialog.open) dialog.showModal(); };

  const rows = () => [...document.querySelectorAll("main [data-row]")].filter((row) => row.offsetParent !== null);

  // From the row that holds the focus, else from the first that can be seen.
  const move = (step) => {
    const all = rows();
    if (all.length === 0) return;
    const at = all.indexOf(document.activeElement);
    const seen = all.findIndex((row) => row.getBoundingClientRect().bottom > 60);
    const next = at >= 0 ? at + step : Math.max(seen, 0);
    all[Math.min(Math.max(next, 0), all.length - 1)].focus();
  };

  // From the place that holds the focus or was linked to; round again at either end.
  const place = (step) => {
    const all = [...document.querySelectorAll("main .place")];
    if (all.length === 0) return false;
    const held = all.findIndex((one) => one.contains(document.activeElement));
    const at = held >= 0 ? held : all.findIndex((one) => `#${one.id}` === location.hash);
    const next = all[at < 0 && step < 0 ? all.length - 1 : (at + step + all.length) % all.length];
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
    return true;
  };

  const follow = (link) => { if (link) link.click(); return Boolean(link); };
  const go = (key) => follow(document.querySelector(`.ways a[data-key="${CSS.escape(key)}"]`));
  // From a paper to its neighbours in the list that it was opened from, and back there.
  const lead = (which) => follow(document.querySelector(`main .onward a${which}, main .kicker a${which}`));

  // The finding that holds the focus, judged by one key.
  const judge = (verdict) => {
    const finding = document.activeElement?.closest(".finding");
    const button = finding?.querySelector(`.judge button[value="${verdict}"]`);
    if (button) button.click();
    return Boolean(button);
  };

  const seek = () => {
    const field = document.getElementById("q") ?? document.getElementById("seek");
    if (field) { field.focus(); field.select(); }
    return Boolean(field);
  };

  // In the in-tray: what the row in hand, or the page's one paper, offers.
  const inTray = (selector, does) => {
    const row = document.activeElement?.closest("li");
    const form = row?.querySelector(selector) ?? (rows().length === 0 ? document.querySelector(selector) : null);
    if (form) does(form);
    return Boolean(form);
  };
  const settling = {
    s: () => inTray("form[data-settle]", (form) => form.requestSubmit()),
    d: () => inTray("form[data-duplicate]", (form) => form.requestSubmit()),
    e: () => inTray("form[data-settle] input:not([type='hidden'])", (field) => { field.focus(); field.select(); }),
    x: () => inTray("form[data-turn-away] input[name='reason']", (field) => {
      field.closest("details")?.setAttribute("open", ""); field.focus();
    }),
    n: () => inTray("a[data-next]", (link) => link.click()),
  };

  // A principal's mark, or what can be done with an undertaking, by one key.
  const choose = (key) => {
    const mark = document.querySelector(`[data-mark="${CSS.escape(key)}"]`);
    const step = document.querySelector(`details[data-step="${CSS.escape(key)}"]`);
    if (mark) { mark.checked = true; mark.focus(); }
    if (step) { step.open = true; step.querySelector("input:not([type='hidden']), textarea, select, button")?.focus(); }
    return Boolean(mark ?? step);
  };
  // In a box, the row in hand goes up or down.
  const shift = (way) => {
    const row = document.activeElement?.closest("[data-box-row]");
    const button = row?.querySelector(`button[data-move="${way}"]:enabled`);
    if (button) button.click();
    return Boolean(button);
  };

  const act = (key, now) => {
    if (waiting && now - waiting < SEQUENCE_MILLIS) {
      waiting = 0;
      return go(key);
    }
    waiting = 0;
    if (settling[key]?.() || choose(key)) return true;
    switch (key) {
      case "J": return shift("down");
      case "K": return shift("up");
      case "g": waiting = now; return true;
      case "j": move(1); return true;
      case "k": move(-1); return true;
      case "n": return place(1) || lead("[rel='next']");
      case "p": return place(-1) || lead("[rel='prev']");
      case "u": return lead("[data-up]");
      case "c": return judge("confirm");
      case "x": return judge("dismiss");
      case "/": return seek();
      case "z": return follow(document.querySelector("main [data-undo]"));
      case "?": openKeys(); return true;
      default: return false;
    }
  };

  document.addEventListener("keydown", (event) => {
    if (!on || event.defaultPrevented || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    if (dialog?.open || event.key.length !== 1) return;
    if (act(event.key, event.timeStamp)) event.preventDefault();
  });

  for (const button of document.querySelectorAll("[data-keys-open]")) {
    button.hidden = false; button.addEventListener("click", openKeys);
  }
  for (const box of document.querySelectorAll("[data-keys-switch]")) {
    box.checked = on;
    box.addEventListener("change", () => { on = box.checked; stored.set(on ? "on" : "off"); });
  }

  // What is wrong, or was done, is where the eye and the reader of the screen should be.
  document.querySelector("main .amiss a, main .done")?.focus?.();

  // After a finding was judged, the next one holds the focus; a paper that was moved in a box keeps it.
  const came = location.hash.match(/^#(f\d+|row-\w+)$/) && document.querySelector(`${location.hash}[data-row], ${location.hash} .number`);
  if (came) {
    const all = rows();
    ((came.matches(".number") && all[all.indexOf(came) + 1]) || came).focus();
  }

  // A finding and its words light up together.
  const pair = (link, other) => {
    const light = (lit) => other()?.classList.toggle("lit", lit);
    for (const [name, lit] of [["mouseenter", true], ["focus", true], ["mouseleave", false], ["blur", false]]) {
      link.addEventListener(name, () => light(lit));
    }
  };
  // And with them its words on the picture of a page.
  for (const finding of document.querySelectorAll(".finding")) {
    const number = finding.id.slice(1);
    const words = () => document.querySelectorAll(`.picture rect[data-finding="${number}"]`);
    for (const [name, lit] of [["mouseenter", true], ["focusin", true], ["mouseleave", false], ["focusout", false]]) {
      finding.addEventListener(name, () => words().forEach((rect) => rect.classList.toggle("lit", lit)));
    }
  }
  for (const link of document.querySelectorAll(".mark-number")) {
    const finding = () => document.querySelector(link.getAttribute("href"));
    pair(link, finding);
    // The column is rolled, not the page, where the finding is in sight: the text stays where it is read.
    link.addEventListener("click", (event) => {
      const entry = finding();
      if (!entry || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      entry.querySelector(".number")?.focus({ preventScroll: true });
      entry.scrollIntoView({ block: "nearest" });
    });
  }
  for (const link of document.querySelectorAll(".finding .number")) {
    pair(link, () => {
      let words = document.querySelector(link.getAttribute("href"));
      while (words && !words.matches("mark")) words = words.nextElementSibling;
      return words;
    });
  }

  // Files are sent up one by one, each with how far it has come and what became of it.
  const send = (form, file, item, words) => new Promise((ended) => {
    const data = new FormData();
    data.append("form", form.elements.form.value);
    data.append("files", file, file.name);
    const request = new XMLHttpRequest();
    const say = (words) => { item.textContent = `${file.name}: ${words}`; };
    say(words.waits);
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) say(`${Math.floor((100 * event.loaded) / event.total)} %`);
    });
    request.addEventListener("loadend", () => {
      try {
        const answer = JSON.parse(request.responseText);
        say(Array.isArray(answer) ? answer.map((one) => `${one.became}, ${one.words}`).join("; ") : answer.title);
      } catch { say(words.failed); }
      ended();
    });
    request.send(data);
  });
  for (const form of document.querySelectorAll("form[data-send-up]")) {
    form.addEventListener("submit", async (event) => {
      if (form.elements.together.checked) return; // One paper is sent at once, and answered by a page.
      event.preventDefault();
      const list = document.querySelector("[data-sent]");
      const items = [...form.elements.files.files].map((file) => {
        const item = list.appendChild(document.createElement("li"));
        item.textContent = `${file.name}: ${list.dataset.waits}`;
        return [file, item];
      });
      for (const [file, item] of items) await send(form, file, item, list.dataset);
      form.reset();
      const link = list.appendChild(document.createElement("li")).appendChild(document.createElement("a"));
      Object.assign(link, { href: form.action, textContent: list.dataset.look });
    });
  }

  // Ticks: all of a page by one button; with Shift, all between the last one and this.
  const ticks = [...document.querySelectorAll("input[data-tick]")];
  let ticked = -1;
  ticks.forEach((tick, at) => {
    tick.addEventListener("click", (event) => {
      const from = event.shiftKey && ticked >= 0 ? ticked : at;
      for (const one of ticks.slice(Math.min(at, from), Math.max(at, from) + 1)) one.checked = tick.checked;
      ticked = at;
    });
  });
  const tickAll = (others) => ticks.forEach((tick) => (tick.checked = others));
  for (const all of document.querySelectorAll("button[data-tick-all]")) {
    all.hidden = ticks.length === 0;
    all.addEventListener("click", () => tickAll(ticks.some((tick) => !tick.checked)));
  }

  // More rows of a form: the last one again, empty, and numbered on.
  const renumbered = (row, n) => {
    for (const one of row.querySelectorAll("[id], [name], [for]")) {
      for (const name of ["id", "name", "for"]) {
        if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replace(/-\d+$/, `-${n}`));
      }
      if (one.matches("select")) one.selectedIndex = 0; else if ("value" in one) one.value = one.defaultValue = "";
    }
    const legend = row.querySelector("legend");
    legend.textContent = legend.textContent.replace(/\d+/, n);
    return row;
  };
  for (const button of document.querySelectorAll("button[data-more-rows]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const rows = button.previousElementSibling;
      const n = rows.children.length + 1;
      const row = rows.appendChild(renumbered(rows.lastElementChild.cloneNode(true), n));
      // Enter in a field brings rows too, and leaves the writer where he is.
      if (document.activeElement === button) row.querySelector("input").focus();
      button.hidden = n >= Number(button.dataset.moreRows);
    });
  }

  // What was sent after a sitting had ended is not lost: once the same reader has signed in again, in the same tab, its
  // page is opened and it stands in its form. An answer of any other kind takes it away.
  const SENT = "chancery.sent";
  const kept = {
    get() { try { return JSON.parse(sessionStorage.getItem(SENT) ?? "null"); } catch { return null; } },
    set(one) { try { sessionStorage.setItem(SENT, JSON.stringify(one)); } catch { /* then it is lost, as without this */ } },
  };
  const reader = document.querySelector(".reader p")?.textContent;
  const here = location.pathname + location.search;
  const keepSent = (form) => {
    const fields = [...new FormData(form)].filter(([name, value]) => name !== "form" && typeof value === "string");
    kept.set({ reader, page: here, action: form.action, act: form.elements.act?.value, fields });
  };
  const fill = (form, fields) => {
    for (const [name, value] of fields) {
      const field = form.elements[name];
      if (field?.type === "checkbox") field.checked = field.value === value;
      else if (field) field.value = value;
      if (value) field?.closest?.("details")?.setAttribute("open", "");
    }
    form.dataset.unsent = "";
    const told = document.createElement("p");
    [told.className, told.textContent] = ["done", document.getElementById("main").dataset.again];
    told.setAttribute("role", "status");
    form.prepend(told);
  };
  const before = kept.get();
  if (before && !reader) kept.set({ ...before, out: true });
  else if (before?.out && before.reader === reader && before.page !== here && !before.led) {
    kept.set({ ...before, led: true });
    location.replace(before.page);
  } else if (before) {
    kept.set(null);
    const form = [...document.forms].find(({ action, elements }) => action === before.action && elements.act?.value === before.act);
    if (form && before.out && before.reader === reader) fill(form, before.fields);
  }

  // Words that were typed and not sent are not lost by a slip.
  const guarded = [...document.querySelectorAll("form[data-guarded]")];
  const unsent = () =>
    guarded.some((form) => form.matches("[data-unsent]") ||
      [...form.querySelectorAll("textarea, .read-out input")].some((area) => area.value !== area.defaultValue));
  for (const form of guarded) form.addEventListener("submit", () => { sent = true; if (!form.matches("[data-once], :has([type='password'])")) keepSent(form); });
  window.addEventListener("beforeunload", (event) => {
    if (!sent && unsent()) event.preventDefault();
  });
})();
