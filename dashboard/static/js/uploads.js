// A file field in our own words, and the photos about to be sent.
function prepare(input) {
  input.classList.add("visually-hidden");
  const previews = document.getElementById(input.dataset.preview);
  const show = () => {
    for (const image of previews.children) URL.revokeObjectURL(image.src);
    previews.replaceChildren(
      ...[...input.files].map((file) => {
        const image = document.createElement("img");
        image.src = URL.createObjectURL(file);
        image.alt = file.name;
        return image;
      }),
    );
  };
  input.addEventListener("change", show);
}

const prepareIn = (part) => part.querySelectorAll("input[data-preview]").forEach(prepare);
prepareIn(document);
// A part of the page that htmx has brought anew.
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) prepareIn(event.target);
});
