// Photos open large in a dialog; arrow keys go through all photos of the page.
const dialog = document.getElementById("zoom");
const image = dialog.querySelector("[data-zoom-image]");
const caption = dialog.querySelector("[data-zoom-caption]");
const steps = dialog.querySelectorAll("[data-zoom-step]");
const links = [...document.querySelectorAll("a[data-zoom]")];
let shown = 0;

const show = (number) => {
  shown = (number + links.length) % links.length;
  image.src = links[shown].href;
  image.alt = links[shown].querySelector("img").alt;
  caption.textContent = links[shown].dataset.caption;
};

links.forEach((link, number) => {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(number);
    dialog.showModal();
  });
});
for (const button of steps) {
  button.hidden = links.length < 2;
  button.addEventListener("click", () => show(shown + Number(button.dataset.zoomStep)));
}
dialog.addEventListener("keydown", (event) => {
  if (event.key === "ArrowLeft") show(shown - 1);
  if (event.key === "ArrowRight") show(shown + 1);
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog || event.target === image) dialog.close();
});
dialog.querySelector("[data-zoom-close]").addEventListener("click", () => dialog.close());
