/** Short notices at the edge of the screen, and words for screen readers. */

import { byId, el } from "./dom.js";

const SHOWN_MS = 5000;

export function toast(text, kind = "info") {
  const note = el("p", { class: `toast ${kind}` }, text);
  byId("toasts").append(note);
  setTimeout(() => note.remove(), SHOWN_MS);
}

export function announce(text) {
  const region = byId("announcer");
  region.append(el("p", {}, text));
  while (region.children.length > 5) region.firstChild.remove();
}

/** Run an action of the desk; a failure is told, never swallowed. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    toast(error.message, "error");
    return null;
  }
}
