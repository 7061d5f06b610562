// Photos open large: arrow keys or a swipe go through all of the page, + and - look closer.
{
  const dialog = document.getElementById("zoom");
  const find = (name) => dialog.querySelector(`[data-zoom-${name}]`);
  const image = find("image");
  const stage = find("stage");
  const SCALES = [1, 1.75, 3];
  let links = [];
  let shown = 0;
  let scale = 0;
  let touched = null;

  const look = (closer) => {
    scale = Math.min(Math.max(scale + closer, 0), SCALES.length - 1);
    stage.classList.toggle("is-large", scale > 0);
    image.style.width = scale ? `${SCALES[scale] * 100}%` : "";
    stage.scrollTo((stage.scrollWidth - stage.clientWidth) / 2, (stage.scrollHeight - stage.clientHeight) / 2);
  };
  const show = (number) => {
    shown = (number + links.length) % links.length;
    image.src = links[shown].href;
    image.alt = links[shown].querySelector("img").alt;
    find("caption").textContent = links[shown].dataset.caption;
    find("count").textContent = links.length > 1 ? `${shown + 1} / ${links.length}` : "";
    look(-SCALES.length);
  };

  // Parts of the page come and go, so the photos are looked for when one is pressed.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-zoom]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    links = [...document.querySelectorAll("a[data-zoom]")];
    for (const button of dialog.querySelectorAll("[data-zoom-step]")) button.hidden = links.length < 2;
    dialog.showModal();
    show(links.indexOf(link));
  });
  dialog.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.zoomStep) show(shown + Number(button.dataset.zoomStep));
    else if (button?.dataset.zoomScale) look(Number(button.dataset.zoomScale));
    else if (button || (event.target === stage && !scale)) dialog.close();
    else if (event.target === image) look(scale ? -SCALES.length : 1);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "+" || event.key === "=") look(1);
    if (event.key === "-") look(-1);
    if (scale && event.target === stage) return; // there the arrow keys move the photo
    if (event.key === "ArrowLeft") show(shown - 1);
    if (event.key === "ArrowRight") show(shown + 1);
  });
  stage.addEventListener("touchstart", (event) => {
    touched = event.touches.length === 1 && !scale ? event.touches[0] : null;
  }, { passive: true });
  stage.addEventListener("touchend", (event) => {
    if (!touched || links.length < 2) return;
    const across = event.changedTouches[0].clientX - touched.clientX;
    const down = event.changedTouches[0].clientY - touched.clientY;
    if (Math.abs(across) > 48 && Math.abs(across) > 2 * Math.abs(down)) show(shown - Math.sign(across));
  });
}
