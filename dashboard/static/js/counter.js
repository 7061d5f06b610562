// How long the whole message will be, counted while it is typed: answer, conflict and source line.
const answer = document.getElementById("answer");
const counter = document.getElementById("answer-count");
const kind = document.getElementById("kind");
const doc = document.getElementById("doc");
const counted = [answer, ...document.querySelectorAll("[data-counted]")];

const count = () => {
  const texts = counted.map((field) => field.value.trim()).filter((text) => text);
  const tail = Number(counter.dataset.tail) + Number(doc.selectedOptions[0].dataset.length);
  const length = texts.reduce((sum, text) => sum + text.length, tail + texts.length - 1);
  const limit = Number(kind.selectedOptions[0].dataset.limit);
  counter.textContent = `ทั้งข้อความรวมที่มา ${length.toLocaleString("th-TH")} จาก ${limit.toLocaleString("th-TH")} ตัวอักษร`;
  counter.classList.toggle("over", length > limit);
};

for (const field of [...counted, kind, doc]) field.addEventListener("input", count);
count();
