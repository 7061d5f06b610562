// One-letter keys for the queue. They can be switched off, and stay away from fields and from keys
// that the browser or a screen reader owns. While a keyboard types Thai, the key at the letter's
// place counts: nobody should have to change the language first.
const OFF = "queue-keys-off";
const dialog = document.getElementById("keys");
const opener = document.querySelector("[data-keys]");
const toggle = document.getElementById("keys-on");
const WAIT = 1500; // milliseconds for the letter after g
let going = 0;

const links = () => [...document.querySelectorAll("#queue .row-link")];
const here = () => links().indexOf(document.activeElement?.closest(".row-item")?.querySelector(".row-link"));
const step = (by) => {
  const all = links();
  const at = here();
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1);
  all[next]?.focus();
  all[next]?.closest(".row-item").scrollIntoView({ block: "nearest" });
};
const pick = () => {
  const box = links()[here()]?.closest(".row-item").querySelector("input[name=code]");
  box?.click();
};
const open = () => links()[here()]?.click();

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: open,
  x: pick,
  "/": () => document.getElementById("q").focus(),
  "?": () => dialog.showModal(),
  g: () => {
    going = Date.now();
  },
};

const THAI = /^[\u0e00-\u0e7f]+$/;
const letterOf = ({ key, code, shiftKey }) => {
  if (!THAI.test(key)) return key;
  if (code === "Slash") return shiftKey ? "?" : "/";
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key;
};

const typing = (target) =>
  target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog");

document.addEventListener("keydown", (event) => {
  if (localStorage.getItem(OFF) || event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
  const letter = letterOf(event);
  if (Date.now() - going < WAIT) {
    going = 0;
    const tab = document.querySelector(`.tabs a[data-letter="${CSS.escape(letter)}"]`);
    if (tab) {
      event.preventDefault();
      tab.click();
    }
    return;
  }
  const act = KEYS[letter];
  if (!act) return;
  event.preventDefault();
  act();
});

if (opener) {
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  toggle.checked = !localStorage.getItem(OFF);
  toggle.addEventListener("change", () => {
    if (toggle.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
  });
}
