/** On a narrow screen the people and the pane are drawers over the phone. */

import { byId } from "./dom.js";

const DRAWERS = ["people", "pane"];
const WIDE = window.matchMedia("(min-width: 1120px)");

/** @returns {{open: (name: string) => void, close: () => void}} */
export function setUpDrawers() {
  const scrim = byId("scrim");

  function set(name) {
    const inDrawers = !WIDE.matches;
    const left = DRAWERS.find((one) => byId(one).contains(document.activeElement));
    for (const one of DRAWERS) {
      const shown = one === name;
      byId(one).classList.toggle("open", shown);
      byId(one).inert = inDrawers && !shown;
      byId(`${one}-toggle`).setAttribute("aria-expanded", String(shown));
    }
    scrim.hidden = !name || !inDrawers;
    if (!name && left && inDrawers) byId(`${left}-toggle`).focus();
    if (name) byId(name).querySelector("button, input, summary")?.focus();
  }

  for (const one of DRAWERS) {
    byId(`${one}-toggle`).addEventListener("click", () =>
      set(byId(one).classList.contains("open") ? null : one),
    );
  }
  scrim.addEventListener("click", () => set(null));
  document.addEventListener(
    "keydown",
    (event) => event.key === "Escape" && !WIDE.matches && set(null),
  );
  WIDE.addEventListener("change", () => set(null));
  set(null);
  return { open: set, close: () => set(null) };
}
