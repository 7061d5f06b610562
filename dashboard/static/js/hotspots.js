// The hot spots of the list on a map, numbered alike. Without a single tile the list stands alone.
import { openMap } from "./tiles.js";

const canvas = document.getElementById("spot-map");
const spots = [...document.querySelectorAll("[data-spot]")];

if (canvas && window.L) {
  const points = spots.map(({ dataset }) => [Number(dataset.latitude), Number(dataset.longitude)]);
  const map = openMap(canvas, { scrollWheelZoom: false }, () => {
    canvas.hidden = true;
  });
  map.fitBounds(points, { padding: [30, 30], maxZoom: 16 });
  spots.forEach((spot, at) => {
    const size = Math.min(26 + 2 * Number(spot.dataset.problems), 52);
    const icon = L.divIcon({ className: "spot-pin", html: String(at + 1), iconSize: [size, size] });
    const title = spot.querySelector("h2").textContent.trim();
    L.marker(points[at], { icon, title, alt: title }).addTo(map).on("click", () => {
      window.location.hash = spot.id;
    });
  });
}
