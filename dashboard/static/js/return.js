// "Back to the queue" leads to the queue as it was left: its tab, its search, its page.
const KEY = "queue";
const back = document.querySelector("[data-return]");

if (back) {
  back.href = sessionStorage.getItem(KEY) ?? back.href;
} else {
  sessionStorage.setItem(KEY, window.location.pathname + window.location.search);
}
