// The box: marks that wait for the line, papers that are dragged to their place, the hour running down. Every page
// works without this.
"use strict";

(() => {
  // A mark that is made while the line is down is kept in this tab and sent, once, when it is back.
  const KEPT = "chancery.kept";
  const RETRY_MILLIS = 15000;
  const kept = {
    get() { try { return JSON.parse(sessionStorage.getItem(KEPT) ?? "[]"); } catch { return []; } },
    set(all) { try { sessionStorage.setItem(KEPT, JSON.stringify(all)); return true; } catch { return false; } },
  };
  const reader = document.querySelector(".reader p")?.textContent; // Nobody else's mark is sent in his name.
  const say = (which) => {
    const place = document.querySelector("[data-kept]"); // The words are the page's, in its language.
    if (place) { place.hidden = false; place.textContent = place.dataset[which]; }
  };
  const post = ({ action, body }, accept = "text/html", redirect = "follow") =>
    fetch(action, { method: "POST", body, redirect, headers: { "Content-Type": "application/x-www-form-urlencoded", "Accept": accept } });
  const signedOut = (answer) => new URL(answer.url).pathname === "/sign-in";
  const sendKept = async () => {
    const token = document.querySelector("input[name='form']")?.value;
    if (!token) return;
    for (const one of kept.get().filter((one) => !one.refused && one.reader === reader)) {
      const body = new URLSearchParams(one.body);
      body.set("form", token);
      let answer;
      // Where it leads is not followed: nobody has opened the next paper.
      try { answer = await post({ ...one, body }, "application/json", "manual"); } catch { return; }
      if (answer.status === 401 || answer.status >= 500) return;
      const entered = answer.type === "opaqueredirect";
      // What was refused is not lost: it stands in the form of its paper when that is opened again.
      const others = kept.get().filter((other) => other.body !== one.body);
      kept.set(entered ? others : [...others, { ...one, refused: true }]);
      say(entered ? "back" : "notEntered");
    }
  };
  const typedAgain = (form) => {
    const one = kept.get().find((one) => one.refused && one.reader === reader && one.action === form.action);
    if (!one) return;
    for (const [name, value] of new URLSearchParams(one.body)) {
      const field = form.elements[name];
      if (!field || name === "form") continue;
      field.value = value;
      if (value) field.closest?.("details")?.setAttribute("open", "");
    }
    kept.set(kept.get().filter((other) => other.body !== one.body));
  };
  for (const form of document.querySelectorAll("form[data-once]")) {
    typedAgain(form);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const once = form.elements.once;
      if (!once.value) once.value = [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(16)).join("");
      const one = { reader, action: form.action, body: new URLSearchParams(new FormData(form)).toString() };
      try {
        const answer = await post(one);
        // What is amiss is shown by the page that answers; the token keeps the mark from being entered twice.
        if (signedOut(answer)) kept.set([...kept.get(), one]);
        if (answer.ok && answer.redirected) location.assign(answer.url); else form.submit();
      } catch {
        const held = kept.set([...kept.get().filter((other) => other.action !== one.action), one]);
        say(held ? "down" : "downLost");
      }
    });
  }
  addEventListener("online", sendKept);
  sendKept();
  setInterval(sendKept, RETRY_MILLIS);

  // A paper is dragged by its grip to another place among those of its purpose.
  let dragged = null;
  for (const row of document.querySelectorAll("[data-box-row]")) {
    const moves = row.querySelector(".moves");
    if (!moves) continue;
    const grip = document.createElement("span");
    [grip.className, grip.draggable, grip.textContent] = ["grip", true, "⠿"];
    grip.setAttribute("aria-hidden", "true");
    moves.prepend(grip);
    grip.addEventListener("dragstart", (event) => {
      dragged = { row, paper: moves.querySelector("[name='paper']").value };
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
      event.dataTransfer.setDragImage(row, 0, 0);
    });
    grip.addEventListener("dragend", () => { dragged = null; });
    const takes = () => dragged && dragged.row !== row && dragged.row.parentElement === row.parentElement;
    row.addEventListener("dragover", (event) => {
      if (!takes()) return;
      event.preventDefault();
      row.classList.add("over");
    });
    row.addEventListener("dragleave", () => row.classList.remove("over"));
    row.addEventListener("drop", (event) => {
      if (!takes()) return;
      event.preventDefault();
      const to = document.getElementById("moves").appendChild(document.createElement("input"));
      const place = 1 + [...row.parentElement.children].indexOf(row);
      [to.type, to.name, to.value] = ["hidden", "to", `${place} ${dragged.paper}`];
      to.form.submit();
    });
  }

  // The hour at which the box closes runs down from what the page said when it came.
  for (const left of document.querySelectorAll("[data-minutes-left]")) {
    const until = performance.now() + 60000 * Number(left.dataset.minutesLeft);
    const tick = () => {
      const minutes = Math.max(0, Math.ceil((until - performance.now()) / 60000));
      const [hours, rest] = [Math.floor(minutes / 60), String(minutes % 60).padStart(2, "0")];
      left.textContent = hours > 0
        ? left.dataset.hours.replace("{n}", hours).replace("{m}", rest)
        : left.dataset.minutes.replace("{n}", minutes);
      left.classList.toggle("due", minutes < 30);
    };
    setInterval(tick, 10000);
  }
})();
