/** What the sheets for sending share: files of one's own, and sending as one closes the sheet. */

import { desk } from "./desk.js";
import { el, icon } from "./dom.js";
import { model } from "./model.js";
import { attempt } from "./notices.js";

export const upload = (kind, files) => desk.upload(model.chatId, kind, model.me, files);

export function sendAnd(close, action) {
  close();
  return attempt(action);
}

/** A button that is really a file input, reachable by keyboard. */
export function filePick(label, accept, onFiles, multiple = false) {
  const input = el("input", { type: "file", class: "visually-hidden", accept, multiple });
  input.addEventListener("change", () => input.files.length && onFiles([...input.files]));
  return el("label", { class: "plain file-pick" }, icon("upload"), el("span", {}, label), input);
}
