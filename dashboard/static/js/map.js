// The place on a map. Without a single tile the map gives way to a line that says so.
import { openMap, sayMissing } from "./tiles.js";

const place = document.getElementById("map");

if (place && window.L) {
  const point = [Number(place.dataset.latitude), Number(place.dataset.longitude)];
  const map = openMap(place, { scrollWheelZoom: false }, () => {
    place.hidden = true;
    sayMissing();
  });
  map.setView(point, 16);
  const pin = L.divIcon({ className: "map-pin", html: "", iconSize: [0, 0] });
  L.marker(point, { icon: pin, interactive: false, keyboard: false }).addTo(map);
}
