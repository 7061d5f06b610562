/** Sheets from which a person sends something: photos, a place, a date, a sticker, a file. */

import { desk } from "./desk.js";
import { button, el, fill, icon } from "./dom.js";
import { model } from "./model.js";
import { attempt, toast } from "./notices.js";
import { openSheet } from "./sheet.js";
import { stickerFace } from "./stickers.js";

const PICTURES = "image/jpeg,image/png";
const GEOLOCATION_MS = 6000;

/** Photos of the desk, or files of one's own; several at once unless it is the camera. */
export function openPhotos({ camera = false } = {}) {
  const kind = camera ? "radio" : "checkbox";
  const send = el("button", { type: "submit", class: "primary", disabled: true }, "ส่งรูป");
  const grid = el(
    "div",
    { class: "photo-grid" },
    model.state.photos.map((photo) => photoChoice(photo, kind)),
  );
  const chosen = () => [...grid.querySelectorAll("input:checked")].map((input) => input.value);
  const form = el(
    "form",
    { class: "photo-form" },
    el("p", { class: "hint" }, camera ? "เลือกภาพที่กล้องเห็น" : "เลือกได้หลายรูป ส่งไปเป็นชุดเดียว"),
    grid,
    el(
      "div",
      { class: "sheet-actions" },
      filePick(
        "จากเครื่องนี้",
        PICTURES,
        (files) => sendAnd(close, () => upload("photo", files)),
        !camera,
      ),
      send,
    ),
  );
  form.addEventListener("change", () => {
    send.disabled = chosen().length === 0;
    send.textContent = chosen().length > 1 ? `ส่ง ${chosen().length} รูป` : "ส่งรูป";
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sendAnd(close, () => desk.photos(model.chatId, model.me, chosen()));
  });
  const close = openSheet(camera ? "กล้อง" : "รูปภาพ", form);
}

const upload = (kind, files) => desk.upload(model.chatId, kind, model.me, files);

function sendAnd(close, action) {
  close();
  return attempt(action);
}

function photoChoice(photo, kind) {
  return el(
    "label",
    { class: "photo-choice" },
    el("input", { type: kind, name: "photo", value: photo.name }),
    el("img", { src: photo.previewUrl || photo.url, alt: "" }),
    el("span", {}, photo.title),
  );
}

/** A button that is really a file input, reachable by keyboard. */
function filePick(label, accept, onFiles, multiple = false) {
  const input = el("input", { type: "file", class: "visually-hidden", accept, multiple });
  input.addEventListener("change", () => input.files.length && onFiles([...input.files]));
  return el("label", { class: "plain file-pick" }, icon("upload"), el("span", {}, label), input);
}

/** A place of the list, this device's position, or a position typed in. */
export function openPlaces() {
  const list = el("ul", { class: "place-list" });
  const search = el("input", {
    type: "search",
    placeholder: "ค้นหาสถานที่หรือจังหวัด",
    "aria-label": "ค้นหาสถานที่",
    "data-first": true,
  });
  const send = (body) =>
    sendAnd(close, () => desk.location(model.chatId, { from: model.me, ...body }));
  const show = () =>
    fill(
      list,
      placesNamed(search.value).map((place) => placeChoice(place, send)),
    );
  search.addEventListener("input", show);
  show();
  const here = el(
    "button",
    { type: "button", class: "here", on: { click: () => currentPosition(send) } },
    icon("crosshair"),
    "ตำแหน่งปัจจุบัน",
  );
  const close = openSheet("เลือกตำแหน่ง", search, here, list, typedPlace(send));
}

function placesNamed(words) {
  const wanted = words.trim().toLowerCase();
  return model.state.places.filter(({ title, address }) =>
    `${title} ${address}`.toLowerCase().includes(wanted),
  );
}

function placeChoice(place, send) {
  const { title, address, latitude, longitude } = place;
  const choose = () => send({ title, address, latitude, longitude });
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", on: { click: choose } },
      icon("geo-alt-fill"),
      el("span", {}, el("strong", {}, title), el("small", {}, address)),
    ),
  );
}

function currentPosition(send) {
  const refused = () => toast("เบราว์เซอร์ไม่ให้ตำแหน่ง เลือกจากรายการหรือกรอกพิกัดแทน", "error");
  if (!navigator.geolocation) return refused();
  const found = ({ coords }) => send({ latitude: coords.latitude, longitude: coords.longitude });
  return navigator.geolocation.getCurrentPosition(found, refused, { timeout: GEOLOCATION_MS });
}

function typedPlace(send) {
  const field = (label, props) => el("label", {}, el("span", {}, label), el("input", props));
  const degrees = (name, limit, value) => ({
    name,
    type: "number",
    step: "any",
    min: -limit,
    max: limit,
    required: true,
    value,
  });
  const form = el(
    "form",
    {},
    field("ชื่อสถานที่ (ไม่บังคับ)", { name: "title", maxlength: 100 }),
    field("ที่อยู่ (ไม่บังคับ)", { name: "address", maxlength: 100 }),
    field("ละติจูด", degrees("latitude", 90, "13.75630")),
    field("ลองจิจูด", degrees("longitude", 180, "100.50180")),
    el("button", { type: "submit", class: "primary" }, "ส่งตำแหน่งนี้"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { title, address, latitude, longitude } = Object.fromEntries(new FormData(form));
    send({
      ...(title && { title }),
      ...(address && { address }),
      latitude: Number(latitude),
      longitude: Number(longitude),
    });
  });
  return el("details", { class: "typed-place" }, el("summary", {}, "กรอกพิกัดเอง"), form);
}

const DATE_INPUT = { date: "date", time: "time", datetime: "datetime-local" };

/** @param {{mode: string, initial?: string, min?: string, max?: string}} asked */
export function openDate(asked, onChosen) {
  const plain = (value) => value?.replace("t", "T");
  const input = el("input", {
    type: DATE_INPUT[asked.mode] || "date",
    value: plain(asked.initial),
    min: plain(asked.min),
    max: plain(asked.max),
    required: true,
    "data-first": true,
    "aria-label": "วันเวลา",
  });
  const form = el(
    "form",
    { class: "date-form" },
    input,
    el("button", { type: "submit", class: "primary" }, "ตกลง"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    close();
    onChosen({ [asked.mode]: input.value });
  });
  const close = openSheet("เลือกวันเวลา", form);
}

export function openStickers() {
  const choose = ({ packageId, stickerId }) =>
    sendAnd(close, () => desk.sticker(model.chatId, { from: model.me, packageId, stickerId }));
  const choices = model.state.stickers.map((one) =>
    el(
      "button",
      { type: "button", class: "sticker-choice", on: { click: () => choose(one) } },
      stickerFace(one),
    ),
  );
  const close = openSheet("สติกเกอร์", el("div", { class: "sticker-grid" }, choices));
}

const KINDS = {
  video: ["วิดีโอ", "video/mp4,video/*"],
  audio: ["เสียง", "audio/*"],
  file: ["ไฟล์", ""],
};

/** A video, a sound or a file: a sample, or one's own. */
export function openFile(kind) {
  const [name, accept] = KINDS[kind];
  const sample = () => sendAnd(close, () => desk.sample(model.chatId, kind, model.me));
  const own = filePick(`${name}จากเครื่องนี้`, accept, (files) =>
    sendAnd(close, () => upload(kind, files)),
  );
  const close = openSheet(
    `ส่ง${name}`,
    el("div", { class: "sheet-actions" }, own, button(`ส่ง${name}ตัวอย่าง`, sample, "primary")),
  );
}
