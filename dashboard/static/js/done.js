// "Done" is said once: a reload or a bookmark of the address does not say it again.
if (document.querySelector("[data-done]")) {
  const address = new URL(window.location.href);
  address.searchParams.delete("done");
  address.searchParams.delete("code");
  window.history.replaceState(null, "", address);
}
