/** Starts the page, or says why it cannot: its third-party files come with the set-up. */

import("./main.js").catch((error) => {
  const words = "เปิดหน้านี้ไม่ได้ ไฟล์ประกอบอาจยังไม่ได้ติดตั้ง ให้รัน python -m assets.build แล้วเปิดใหม่";
  document.getElementById("toasts").textContent = `${words} (${error.message})`;
});
