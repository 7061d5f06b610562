// A button that copies a field's text; without scripts the field itself can be selected.
for (const place of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(place.dataset.copy);
  const said = place.querySelector("[role=status]");
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    field.focus();
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = said.dataset.copied;
    } catch {
      // Browsers offer the clipboard over https alone: the text stands selected.
      said.textContent = said.dataset.byHand;
    }
  });
}
