/** Choosing a place: from the list, this device's position, or degrees typed in. */

import { desk } from "./desk.js";
import { el, fill, icon } from "./dom.js";
import { model } from "./model.js";
import { toast } from "./notices.js";
import { sendAnd } from "./sending.js";
import { openSheet } from "./sheet.js";

const GEOLOCATION_MS = 6000;

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
