// On a phone the actions come up in a sheet; closed, they lie in the page where they belong.
{
  const jump = document.querySelector(".jump");
  const sheet = document.getElementById("sheet");
  const acts = document.getElementById("acts");

  if (jump && sheet) {
    const home = document.createComment("the actions");
    acts.before(home);
    const open = () => {
      sheet.append(acts);
      sheet.showModal();
    };
    jump.addEventListener("click", (event) => {
      event.preventDefault();
      open();
    });
    sheet.addEventListener("close", () => home.after(acts));
    sheet.querySelector("[data-sheet-close]").addEventListener("click", () => sheet.close());
    sheet.addEventListener("click", (event) => {
      if (event.target === sheet) sheet.close(); // a press beside it
    });
    // The button goes away once the actions are in sight.
    new IntersectionObserver(([seen]) => {
      jump.hidden = !sheet.open && (seen.isIntersecting || seen.boundingClientRect.top < 0);
    }).observe(acts);
  }
}
