// On a phone the button that leads to the actions goes away once they are in sight.
const jump = document.querySelector(".jump");

if (jump) {
  new IntersectionObserver(([actions]) => {
    jump.hidden = actions.isIntersecting || actions.boundingClientRect.top < 0;
  }).observe(document.querySelector(jump.hash));
}
