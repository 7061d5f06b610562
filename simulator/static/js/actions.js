/** What a tap does: the desk plays LINE's part, the phone does what it is told. */

import { desk } from "./desk.js";
import { emit, model } from "./model.js";
import { attempt, toast } from "./notices.js";
import { openPhotos } from "./photo_picker.js";
import { openDate } from "./pickers.js";
import { openPlaces } from "./place_picker.js";

/** @param {"quickReply"|"template"|"flex"|"richMenu"|"imagemap"} origin */
export async function tap(action, origin, params) {
  const body = { from: model.me, action, origin, ...(params && { params }) };
  const told = await attempt(() => desk.tap(model.chatId, body));
  if (told) obey(told, action, origin);
}

function obey(told, action, origin) {
  if (told.open) open(told.open);
  if (told.copy) copy(told.copy);
  if (told.picker) pick(told, action, origin);
  if (told.input) emit("input", told);
}

function open(uri) {
  if (/^https?:/i.test(uri)) window.open(uri, "_blank", "noopener,noreferrer");
  else toast(`บนมือถือจะเปิด ${uri}`);
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`คัดลอกแล้ว: ${text}`);
  } catch {
    toast(`เบราว์เซอร์ไม่ให้คัดลอก: ${text}`, "error");
  }
}

function pick(told, action, origin) {
  const pickers = {
    camera: () => openPhotos({ camera: true }),
    cameraRoll: () => openPhotos(),
    location: openPlaces,
    datetime: () => openDate(told, (params) => tap(action, origin, params)),
  };
  pickers[told.picker]?.();
}
