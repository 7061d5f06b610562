// A press on a placeholder puts it where the cursor stands in the text.
{
  const body = document.getElementById("body");

  for (const button of document.querySelectorAll("[data-placeholder]")) {
    button.addEventListener("click", () => {
      body.setRangeText(button.dataset.placeholder, body.selectionStart, body.selectionEnd, "end");
      body.focus();
    });
  }
}
