/** One message of the chat as an element. */

import { el, icon } from "./dom.js";
import { flex } from "./flex.js";
import { picture, reachable } from "./media.js";
import { stickerFace } from "./stickers.js";
import { imagemap, template } from "./templates.js";
import { textContent } from "./text.js";

/**
 * @param {object} entry an entry of the desk's list of messages
 * @param {(action: object, origin: string) => void} onAction
 */
export function bubble(entry, onAction) {
  if (entry.unsent) return el("p", { class: "unsent" }, "ยกเลิกข้อความแล้ว");
  const make = MAKERS[entry.message.type] || unknown;
  return make(entry, onAction);
}

const MAKERS = {
  text,
  textV2: text,
  image,
  video,
  audio,
  file,
  location: place,
  sticker,
  template: ({ message }, onAction) => template(message, (action) => onAction(action, "template")),
  flex: ({ message }, onAction) =>
    el(
      "div",
      { role: "group", "aria-label": message.altText },
      flex(message.contents, (action) => onAction(action, "flex")),
    ),
  imagemap: ({ message }, onAction) => imagemap(message, (action) => onAction(action, "imagemap")),
};

function text({ message, edited }) {
  return el(
    "p",
    { class: "bubble" },
    textContent(message),
    edited && el("small", {}, " (แก้ไขแล้ว)"),
  );
}

const source = ({ message, media }) => ({
  original: media?.url || message.originalContentUrl,
  preview: media?.previewUrl || message.previewImageUrl,
});

function image(entry) {
  const { original, preview } = source(entry);
  return picture(preview || original, original, `รูปภาพจาก ${entry.name}`);
}

function video(entry) {
  const { original, preview } = source(entry);
  return el("video", {
    class: "video",
    src: reachable(original),
    poster: preview && reachable(preview),
    controls: true,
    preload: "none",
  });
}

function audio(entry) {
  return el(
    "div",
    { class: "bubble audio" },
    icon("mic-fill"),
    el("audio", { src: reachable(source(entry).original), controls: true, preload: "none" }),
  );
}

function file({ message, media }) {
  const words = [
    icon("file-earmark-text"),
    el("span", {}, message.fileName, el("small", {}, sizeOf(message.fileSize))),
  ];
  return el(
    "a",
    { class: "bubble file", href: media?.url, target: "_blank", rel: "noopener" },
    words,
  );
}

const sizeOf = (bytes) =>
  bytes >= 1024 ? `${Math.round(bytes / 1024).toLocaleString("th-TH")} KB` : `${bytes ?? 0} B`;

function place({ message }) {
  const { latitude, longitude } = message;
  const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  return el(
    "a",
    { class: "place", href, target: "_blank", rel: "noopener noreferrer" },
    el("span", { class: "place-map" }, icon("geo-alt-fill")),
    el(
      "span",
      { class: "place-words" },
      el("strong", {}, message.title || "ตำแหน่งที่ปักหมุด"),
      message.address && el("span", {}, message.address),
      el("small", {}, `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`),
    ),
  );
}

function sticker({ message }) {
  return stickerFace(message);
}

function unknown({ message }) {
  return el("p", { class: "bubble" }, `(${message.type}) ${message.altText || ""}`);
}
