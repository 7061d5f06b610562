// The view's tickets on a map: single ones where they are few, else counted groups, asked of the
// server for the part that is in sight. An area can be drawn, and then narrows map and list alike.
import { openMap, sayMissing, THAILAND } from "./tiles.js";

const place = document.getElementById("queue-map");
const MOST_CORNERS = 30;
const words = document.querySelector("[data-map-words]");
const tool = (name) => document.querySelector(`[data-draw="${name}"]`);

const corners = (text) =>
  text.split(";").filter(Boolean).map((corner) => corner.split(",").map(Number));
const written = (points) => points.map(([lat, lng]) => `${lat.toFixed(5)},${lng.toFixed(5)}`).join(";");
const narrow = (points) => {
  const address = new URL(place.dataset.here, window.location.origin);
  address.searchParams.set("within", written(points));
  window.location.assign(address);
};

const drawTickets = (layer, tickets) => {
  const rows = document.querySelector("[data-map-list]");
  rows.replaceChildren();
  for (const { at, status, code, title, state, words: said, address } of tickets) {
    const icon = L.divIcon({ className: `pin pin-${status}`, html: "", iconSize: [24, 24], iconAnchor: [12, 28] });
    const name = `${title} ${code} ${state}`;
    L.marker(at, { icon, title: name, alt: name }).addTo(layer).on("click", () => window.location.assign(address));
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = `${title} ${code}`;
    const more = document.createElement("span");
    more.className = "quiet";
    more.textContent = ` ${state} · ${said}`;
    row.append(link, more);
    rows.append(row);
  }
  rows.closest("section").hidden = tickets.length === 0;
};

const drawCells = (map, layer, cells) => {
  for (const [lat, lng, count] of cells) {
    const size = Math.round(30 + 6 * Math.log10(count) * 2);
    const icon = L.divIcon({ className: "cluster", html: count.toLocaleString("th-TH"), iconSize: [size, size] });
    const name = `${count.toLocaleString("th-TH")} เรื่อง กดเพื่อขยาย`;
    L.marker([lat, lng], { icon, title: name, alt: name })
      .addTo(layer)
      .on("click", () => map.setView([lat, lng], Math.min(map.getZoom() + 3, 19)));
  }
};

// From the whole country to where nearly all of them are: a stray pin shall not keep the map away.
// In steps, for from afar a group only tells roughly where its tickets lie.
const STRAY = 0.02;
const STEPS = 3;
const CLOSEST = 13; // zoom: a town
const lookCloser = (map, { cells, tickets }) => {
  const spots = [...cells, ...tickets.map(({ at: [lat, lng] }) => [lat, lng, 1])];
  const least = spots.reduce((sum, [, , count]) => sum + count, 0) * STRAY;
  const main = spots.filter(([, , count]) => count >= least).map(([lat, lng]) => [lat, lng]);
  if (main.length) map.fitBounds(L.latLngBounds(main).pad(0.2), { maxZoom: Math.min(map.getZoom() + 3, CLOSEST), animate: false });
};

const follow = (map) => {
  const layer = L.layerGroup().addTo(map);
  let asking = null;
  let steps = place.dataset.within ? 0 : STEPS;
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const box = map.getBounds();
    const address = new URL(place.dataset.cells, window.location.origin);
    const edge = { south: Math.max(box.getSouth(), -90), west: box.getWest(), north: Math.min(box.getNorth(), 90), east: box.getEast() };
    for (const [name, value] of Object.entries(edge)) address.searchParams.set(name, value.toFixed(6));
    address.searchParams.set("zoom", map.getZoom());
    try {
      const answer = await fetch(address, { signal: asking.signal, headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      layer.clearLayers();
      drawCells(map, layer, found.cells);
      drawTickets(layer, found.tickets);
      words.textContent = found.words;
      steps -= 1;
      if (steps >= 0) lookCloser(map, found);
    } catch (error) {
      if (error.name !== "AbortError") words.textContent = "โหลดเรื่องบนแผนที่ไม่สำเร็จ โปรดเลื่อนแผนที่อีกครั้ง";
    }
  };
  map.on("moveend", ask);
  ask();
};

const offerDrawing = (map) => {
  const hint = document.querySelector("[data-draw-hint]");
  const shape = L.polygon([], { color: "#a3242c", weight: 3, interactive: false }).addTo(map);
  const dots = L.layerGroup().addTo(map);
  let points = [];
  let drawing = false;
  const show = () => {
    shape.setLatLngs(points);
    dots.clearLayers();
    for (const point of points) L.circleMarker(point, { radius: 6, color: "#a3242c", interactive: false }).addTo(dots);
    tool("use").hidden = !drawing || points.length < 3;
    tool("undo").hidden = !drawing || points.length === 0;
    hint.hidden = !drawing;
    tool("polygon").setAttribute("aria-pressed", String(drawing));
  };
  tool("box").hidden = tool("polygon").hidden = false;
  tool("box").addEventListener("click", () => {
    const box = map.getBounds();
    const [south, west, north, east] = [box.getSouth(), box.getWest(), box.getNorth(), box.getEast()];
    narrow([[south, west], [south, east], [north, east], [north, west]]);
  });
  tool("polygon").addEventListener("click", () => {
    drawing = !drawing;
    points = [];
    show();
  });
  tool("undo").addEventListener("click", () => {
    points = points.slice(0, -1);
    show();
  });
  tool("use").addEventListener("click", () => narrow(points));
  const add = ({ lat, lng }) => {
    if (points.length === MOST_CORNERS) return;
    points = [...points, [lat, lng]];
    show();
  };
  map.on("click", ({ latlng }) => {
    if (drawing) add(latlng);
  });
  // While drawing, a press on a group or a ticket is a corner too, not the way into it.
  map.getContainer().addEventListener(
    "click",
    (event) => {
      if (!drawing || !event.target.closest(".leaflet-marker-icon")) return;
      event.stopPropagation();
      add(map.mouseEventToLatLng(event));
    },
    { capture: true },
  );
};

if (place && window.L) {
  const map = openMap(place, { minZoom: 5 }, sayMissing).fitBounds(THAILAND);
  const within = corners(place.dataset.within);
  if (within.length >= 3) {
    L.polygon(within, { color: "#a3242c", weight: 2, fill: false, interactive: false }).addTo(map);
    map.fitBounds(L.latLngBounds(within).pad(0.1));
  }
  follow(map);
  offerDrawing(map);
}
