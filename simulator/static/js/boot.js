/** Starts the page, or says why it cannot: its third-party files come with the set-up. */

const WORDS = "เปิดหน้านี้ไม่ได้ ไฟล์ประกอบอาจยังไม่ได้ติดตั้ง ให้รัน python -m assets.build แล้วเปิดใหม่";

import("./main.js").catch((error) => {
  const note = document.createElement("p");
  note.className = "toast error";
  note.textContent = `${WORDS} (${error.message})`;
  document.getElementById("toasts").replaceChildren(note);
});
