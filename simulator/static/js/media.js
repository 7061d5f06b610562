/** Pictures that the bot or people sent. */

import { byId, el, iconButton } from "./dom.js";

/**
 * LINE demands https; a desk runs on plain http. An address on this very host is therefore
 * fetched the way the page itself was.
 */
export function reachable(address) {
  try {
    const url = new URL(address, document.baseURI);
    if (url.host === location.host) url.protocol = location.protocol;
    return url.href;
  } catch {
    return address;
  }
}

/** A picture that opens full screen; a picture that does not load says so. */
export function picture(preview, original, label) {
  const image = el("img", { src: reachable(preview), alt: "", loading: "lazy" });
  const opener = el(
    "button",
    {
      type: "button",
      class: "picture",
      "aria-label": `${label} เปิดเต็มจอ`,
      on: { click: () => zoom(original, label) },
    },
    image,
  );
  image.addEventListener("error", () => opener.classList.add("broken"));
  return opener;
}

function zoom(address, label) {
  const box = byId("lightbox");
  const image = el("img", { src: reachable(address), alt: label });
  const fit = () => image.classList.toggle("actual");
  box.replaceChildren(
    iconButton("x-lg", "ปิด", () => box.close(), { cls: "icon-button close" }),
    el("div", { class: "view", tabindex: "0", on: { click: fit } }, image),
    el("p", {}, "แตะรูปเพื่อขยายหรือย่อ · Esc เพื่อปิด"),
  );
  box.showModal();
}
