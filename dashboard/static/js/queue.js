// Rows that are chosen: how many, all at once, and still chosen when the list is renewed.
const list = () => document.getElementById("queue");
const boxes = () => [...document.querySelectorAll("#acts input[name=code]")];
const chosen = () => boxes().filter((box) => box.checked);

const show = () => {
  const all = document.getElementById("pick-all");
  if (!all) return;
  const picked = chosen().length;
  all.closest("label").hidden = false;
  all.checked = picked > 0 && picked === boxes().length;
  all.indeterminate = picked > 0 && picked < boxes().length;
  const words = document.querySelector("[data-picked]");
  words.hidden = picked === 0;
  words.textContent = `เลือกไว้ ${picked} เรื่อง`;
  document.querySelector(".acts-bar").classList.toggle("ready", picked > 0);
  for (const box of boxes()) box.closest(".row-item").classList.toggle("chosen", box.checked);
};

document.addEventListener("change", ({ target }) => {
  if (target.id === "pick-all") for (const box of boxes()) box.checked = target.checked;
  if (target.matches?.("#pick-all, #acts input[name=code]")) show();
});

document.addEventListener("submit", (event) => {
  if (event.target.id !== "acts" || chosen().length) return;
  event.preventDefault();
  const words = document.querySelector("[data-picked]");
  words.hidden = false;
  words.textContent = "ยังไม่ได้เลือกเรื่อง";
  boxes()[0]?.focus();
});

// What was chosen, where the cursor stood and how far the page was scrolled outlive a renewal.
let kept = null;
document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target !== list()) return;
  const row = document.activeElement?.closest(".row-item")?.querySelector(".row-link");
  const top = row?.getBoundingClientRect().top;
  kept = { codes: new Set(chosen().map((box) => box.value)), id: document.activeElement?.id, row: row?.id, top };
});
document.body.addEventListener("htmx:afterSettle", () => {
  if (!kept) return;
  for (const box of boxes()) box.checked = kept.codes.has(box.value);
  const focus = document.getElementById(kept.id) ?? document.querySelector("#queue .list-found");
  if (!focus.matches("a, button, input")) focus.tabIndex = -1;
  focus.focus({ preventScroll: true });
  const row = kept.row && document.getElementById(kept.row);
  if (row) window.scrollBy(0, row.getBoundingClientRect().top - kept.top);
  kept = null;
  show();
});

// Open cards close on Escape and on a press elsewhere.
document.addEventListener("click", ({ target }) => {
  for (const card of document.querySelectorAll("details.drop[open]")) if (!card.contains(target)) card.open = false;
});
document.addEventListener("keydown", (event) => {
  const card = event.key === "Escape" && event.target.closest?.("details.drop[open], details.sheet[open]");
  if (!card) return;
  card.open = false;
  card.querySelector("summary").focus();
});
window.addEventListener("pageshow", show); // a browser that goes back brings the choice along

// On a phone the views are wider than the screen: the chosen one is in sight.
const tabs = document.querySelector(".tabs");
const turned = tabs.querySelector("[aria-current]");
tabs.scrollLeft = turned.offsetLeft - (tabs.clientWidth - turned.clientWidth) / 2;
show();
