/** A text message as LINE shows it: line breaks kept, addresses and telephone numbers tappable. */

import { el } from "./dom.js";

const LINKS = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}])|\b(0\d{1,2}-?\d{3}-?\d{3,4}|1\d{3})\b/g;

/** @param {object} message a LINE message of type text or textV2 */
export function textContent(message) {
  if (message.type === "textV2") return linked(substituted(message));
  return mentionSpans(message) || linked(message.text);
}

function linked(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(LINKS)) {
    nodes.push(text.slice(from, match.index), anchor(match[1], match[2]));
    from = match.index + match[0].length;
  }
  return [...nodes, text.slice(from)].filter(Boolean);
}

function anchor(url, telephone) {
  if (telephone) return el("a", { href: `tel:${telephone}` }, telephone);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, url);
}

/** Mentions are shown strong; index and length count UTF-16 units, as JavaScript does. */
function mentionSpans({ text, mention }) {
  if (!mention?.mentionees?.length) return null;
  const nodes = [];
  let from = 0;
  for (const { index, length } of [...mention.mentionees].sort((a, b) => a.index - b.index)) {
    nodes.push(...linked(text.slice(from, index)));
    nodes.push(el("strong", { class: "mention" }, text.slice(index, index + length)));
    from = index + length;
  }
  return [...nodes, ...linked(text.slice(from))];
}

function substituted({ text, substitution = {} }) {
  const filled = text.replace(/(?<!\{)\{(\w{1,20})\}(?!\})/g, (whole, key) => {
    const part = substitution[key];
    if (!part) return whole;
    return part.type === "mention" ? `@${part.mentionee?.userId ? "สมาชิก" : "ทุกคน"}` : "🙂";
  });
  return filled.replaceAll("{{", "{").replaceAll("}}", "}");
}

/** The message in a few words: for lists, quotes and screen readers. */
export function summary(message) {
  const words = {
    image: "รูปภาพ",
    video: "วิดีโอ",
    audio: "เสียง",
    file: `ไฟล์ ${message.fileName || ""}`,
    sticker: "สติกเกอร์",
    location: `ตำแหน่ง ${message.title || message.address || ""}`,
    imagemap: message.altText,
  };
  return message.text || message.altText || words[message.type] || message.type;
}
