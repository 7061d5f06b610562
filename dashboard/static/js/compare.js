// Before over after, drawn aside by a slider: by pointer, touch or arrow keys, as any range is.
{
  const compare = document.querySelector("[data-compare]");
  if (compare) {
    const images = Object.fromEntries(
      [...compare.querySelectorAll("[data-compare-image]")].map((image) => [image.dataset.compareImage, image]),
    );
    const range = compare.querySelector("[data-compare-range]");
    const draw = () => {
      images.before.style.clipPath = `inset(0 ${100 - range.value}% 0 0)`;
      compare.style.setProperty("--share", `${range.value}%`);
      compare.querySelector("[data-compare-share]").textContent = range.value;
    };
    compare.addEventListener("toggle", () => {
      for (const image of Object.values(images)) image.src ||= image.dataset.src;
      draw();
    });
    range.addEventListener("input", draw);
    for (const choice of compare.querySelectorAll("[data-compare-choice]")) {
      choice.addEventListener("change", () => {
        images[choice.dataset.compareChoice].src = choice.value;
      });
    }
  }
}
