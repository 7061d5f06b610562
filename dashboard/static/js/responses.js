// Ready-made words go into their field, with what the form already tells; the officer edits them.
{
  const GAP = /\[โปรดระบุ[^\]]*\]/;
  const DAY = new Intl.DateTimeFormat("th-TH-u-ca-buddhist", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  const chosenAgency = (form) => {
    const field = form.elements.agency_id;
    return field?.value ? field.selectedOptions[0].textContent.trim() : "";
  };
  const chosenDay = (form) => {
    const day = form.elements.expected_on?.value;
    if (!day) return "";
    const parts = Object.fromEntries(DAY.formatToParts(new Date(day)).map((part) => [part.type, part.value]));
    return `วันที่ ${parts.day} ${parts.month} ${parts.year}`;
  };
  const fill = (select) => {
    const { agencyGap, dayGap } = select.dataset;
    return select.value
      .replaceAll(agencyGap, () => chosenAgency(select.form) || agencyGap)
      .replaceAll(dayGap, () => chosenDay(select.form) || dayGap);
  };

  document.addEventListener("change", (event) => {
    const select = event.target.closest("select[data-response]");
    if (!select?.value) return;
    const field = document.getElementById(select.dataset.response);
    const typed = field.value.trimEnd();
    // What was typed stays; what was put in before and not touched gives way.
    const kept = typed === select.dataset.last ? "" : typed;
    const words = fill(select);
    field.value = kept ? `${kept}\n${words}` : words;
    select.dataset.last = kept ? "" : words;
    select.value = "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
    const gap = GAP.exec(field.value); // typing goes where something is missing
    if (gap) field.setSelectionRange(gap.index, gap.index + gap[0].length);
  });
}
