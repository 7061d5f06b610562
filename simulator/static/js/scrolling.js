/** A list that stays at its end while the reader is there. */

const NEAR_END_PX = 80;

/**
 * @param {HTMLElement} view scrolls
 * @param {HTMLElement} list is what it shows
 * @param {HTMLElement} hint is shown when something came while the reader was further up
 */
export function stickToEnd(view, list, hint) {
  let atEnd = true;

  function keep() {
    if (!atEnd) return;
    view.scrollTo({ top: view.scrollHeight, behavior: "instant" });
    hint.hidden = true;
  }

  view.addEventListener("scroll", () => {
    atEnd = view.scrollHeight - view.scrollTop - view.clientHeight < NEAR_END_PX;
    if (atEnd) hint.hidden = true;
  });
  // Pictures arrive late, the menu opens and closes: both move the end.
  const sizes = new ResizeObserver(keep);
  sizes.observe(list);
  sizes.observe(view);

  return {
    keep,
    go() {
      atEnd = true;
      keep();
    },
    more() {
      hint.hidden = atEnd;
    },
  };
}
