/** Times as people in Thailand read them. */

const ZONE = "Asia/Bangkok";
const CLOCK = new Intl.DateTimeFormat("th-TH", {
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
  timeZone: ZONE,
});
const PRECISE = new Intl.DateTimeFormat("th-TH", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hour12: false,
  timeZone: ZONE,
});
const DAY = new Intl.DateTimeFormat("th-TH", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "2-digit",
  timeZone: ZONE,
});
const KEY = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE });
const DAY_MS = 86_400_000;

export const clock = (ms) => CLOCK.format(ms);
export const preciseClock = (ms) => PRECISE.format(ms);
export const dayKey = (ms) => KEY.format(ms);

export function dayName(ms) {
  if (dayKey(ms) === dayKey(Date.now())) return "วันนี้";
  if (dayKey(ms) === dayKey(Date.now() - DAY_MS)) return "เมื่อวาน";
  return DAY.format(ms);
}
