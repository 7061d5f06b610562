// The menu of every page: folding groups, the account, and on a phone the button for it all.
{
  const phone = window.matchMedia("(max-width: 991.98px)");
  const button = document.querySelector(".menu-button");
  const menu = document.getElementById("menu");
  const groups = [...document.querySelectorAll("details.menu-group")];
  const folds = [...groups, document.querySelector("details.account")];

  const open = (wanted) => {
    button.setAttribute("aria-expanded", String(wanted));
    menu.classList.toggle("is-open", wanted);
  };
  // On a phone every group lies open inside the one menu; on a wide screen each folds by itself.
  const fit = () => {
    open(false);
    for (const group of groups) {
      group.open = phone.matches;
      group.querySelector("summary").tabIndex = phone.matches ? -1 : 0;
    }
  };
  const isFold = (fold) => !(phone.matches && groups.includes(fold));

  fit();
  phone.addEventListener("change", fit);
  button.addEventListener("click", () => open(button.getAttribute("aria-expanded") === "false"));
  document.addEventListener("click", (event) => {
    for (const fold of folds) if (isFold(fold) && !fold.contains(event.target)) fold.open = false;
  });
  document.addEventListener("focusin", (event) => {
    for (const fold of folds) if (isFold(fold) && !fold.contains(event.target)) fold.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const fold = folds.find((one) => isFold(one) && one.open);
    if (fold) {
      fold.open = false;
      fold.querySelector("summary").focus();
    } else if (menu.classList.contains("is-open")) {
      open(false);
      button.focus();
    }
  });
}
