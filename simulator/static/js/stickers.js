/** Stickers, drawn here: LINE's own pictures stay with LINE. */

import { el, icon } from "./dom.js";

const FACES = [
  [/thank|ขอบคุณ/i, "flower1", "ขอบคุณ"],
  [/love|heart|รัก/i, "heart-fill", "รัก"],
  [/ok|yes|good|thumb|โอเค|ตกลง/i, "hand-thumbs-up-fill", "โอเค"],
  [/sad|cry|sorry|ขอโทษ|เศร้า/i, "emoji-tear-fill", "เสียใจ"],
  [/angry|โกรธ/i, "emoji-angry-fill", "โกรธ"],
  [/surpris|wow|ตกใจ/i, "emoji-surprise-fill", "ตกใจ"],
  [/laugh|haha|ฮา/i, "emoji-laughing-fill", "ฮา"],
  [/hello|hi|สวัสดี/i, "emoji-smile-fill", "สวัสดี"],
];
const FALLBACK = [null, "emoji-sunglasses-fill", "สติกเกอร์"];

/** @param {{packageId: string, stickerId: string, keywords?: string[]}} sticker */
export function stickerFace(sticker) {
  const words = (sticker.keywords || []).join(" ");
  const known = FACES.findIndex(([pattern]) => pattern.test(words));
  const [, name, label] = FACES[known] || FALLBACK;
  return el(
    "span",
    {
      class: `sticker face-${known < 0 ? FACES.length : known}`,
      role: "img",
      "aria-label": `สติกเกอร์ ${label}`,
    },
    icon(name),
    el("span", { "aria-hidden": "true" }, label),
  );
}
