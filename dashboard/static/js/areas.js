// Boundaries on the map; on some pages corners are drawn or a pin is put by a press on it.
import { openMap, sayMissing, THAILAND } from "./tiles.js";

const COLOURS = ["#1d4e89", "#a3242c", "#17603a", "#7a4d00", "#5b3c93", "#00687a", "#8a3d6b", "#4a5563"];
const place = document.querySelector("[data-area-map]");

const label = (properties) => {
  const words = document.createElement("span"); // as text: names are typed by people
  words.textContent = `${properties.name} · ${properties.agency}`;
  return words;
};

const showBoundaries = async (map) => {
  const answer = await fetch(place.dataset.shapes, { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  const drawn = L.geoJSON(await answer.json(), {
    style: ({ properties }) => ({ color: COLOURS[properties.colour], weight: 2, fillOpacity: 0.18 }),
    interactive: false,
    onEachFeature: ({ properties }, layer) =>
      layer.bindTooltip(label(properties), { permanent: true, direction: "center", className: "area-name" }),
  }).addTo(map);
  if (drawn.getLayers().length && !place.dataset.busy) map.fitBounds(drawn.getBounds().pad(0.1));
};

const readCorners = (text) =>
  text
    .split("\n")
    .map((line) => line.replace(",", " ").trim().split(/\s+/).map(Number))
    .filter((corner) => corner.length === 2 && corner.every(Number.isFinite));

const draw = (map, field) => {
  const shape = L.polygon([], { color: "#a3242c", weight: 3, interactive: false }).addTo(map);
  const dots = L.layerGroup().addTo(map);
  const show = () => {
    const corners = readCorners(field.value);
    shape.setLatLngs(corners);
    dots.clearLayers();
    for (const corner of corners) L.circleMarker(corner, { radius: 5, color: "#a3242c", interactive: false }).addTo(dots);
    return corners;
  };
  const write = (lines) => {
    field.value = lines.join("\n");
    show();
  };
  const lines = () => field.value.split("\n").filter((line) => line.trim());
  field.addEventListener("input", show);
  map.on("click", ({ latlng }) => write([...lines(), `${latlng.lat.toFixed(6)}, ${latlng.lng.toFixed(6)}`]));
  document.querySelector("[data-undo]").addEventListener("click", () => write(lines().slice(0, -1)));
  document.querySelector("[data-clear]").addEventListener("click", () => write([]));
  const corners = show();
  if (corners.length) {
    place.dataset.busy = "yes";
    map.fitBounds(L.latLngBounds(corners).pad(0.3));
  }
};

const point = (map) => {
  const fields = ["latitude", "longitude"].map((id) => document.getElementById(id));
  const pin = L.circleMarker([0, 0], { radius: 8, color: "#a3242c", weight: 3, interactive: false });
  const show = () => {
    const at = fields.map((field) => Number(field.value || NaN));
    if (at.every(Number.isFinite)) pin.setLatLng(at).addTo(map);
    else pin.remove();
    return at;
  };
  for (const field of fields) field.addEventListener("input", show);
  map.on("click", ({ latlng }) => {
    fields[0].value = latlng.lat.toFixed(6);
    fields[1].value = latlng.lng.toFixed(6);
    show();
  });
  const at = show();
  if (at.every(Number.isFinite)) {
    place.dataset.busy = "yes";
    map.setView(at, 13);
  }
};

if (place && window.L) {
  const map = openMap(place, { scrollWheelZoom: false }, sayMissing).fitBounds(THAILAND);
  if (place.dataset.corners) draw(map, document.getElementById(place.dataset.corners));
  if ("point" in place.dataset) point(map);
  showBoundaries(map);
}
