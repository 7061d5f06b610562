// Problems on a map: single ones where they are few, else counted groups, asked of the server for
// the part that is in sight. Without this the page has the same by area, as a list.
const place = document.getElementById("map");
const THAILAND = [[5.6, 97.3], [20.5, 105.7]];

const draw = (map, layer, found) => {
  layer.clearLayers();
  for (const [lat, lng, count] of found.cells) {
    const size = Math.round(30 + 12 * Math.log10(count));
    const name = `${count.toLocaleString()} ${place.dataset.more}`;
    const icon = L.divIcon({ className: "cell", html: count.toLocaleString(), iconSize: [size, size] });
    L.marker([lat, lng], { icon, title: name, alt: name })
      .addTo(layer)
      .on("click", () => map.setView([lat, lng], Math.min(map.getZoom() + 3, map.getMaxZoom())));
  }
  const rows = document.querySelector("[data-list]");
  rows.replaceChildren();
  for (const { at, status, code, title, state, address } of found.tickets) {
    const icon = L.divIcon({ className: `pin pin-${status}`, html: "", iconSize: [20, 20] });
    const name = `${title} ${code} ${state}`;
    L.marker(at, { icon, title: name, alt: name }).addTo(layer).on("click", () => window.location.assign(address));
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = `${title} ${code}`;
    row.append(link, ` ${state}`);
    rows.append(row);
  }
};

const follow = (map) => {
  const layer = L.layerGroup().addTo(map);
  const words = document.querySelector("[data-words]");
  let asking = null;
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const box = map.getBounds();
    const address = new URL("/map/cells.json", window.location.origin);
    for (const [name, value] of new URLSearchParams(window.location.search)) {
      if (name !== "at") address.searchParams.set(name, value);
    }
    const edges = { south: Math.max(box.getSouth(), -90), west: box.getWest(), north: Math.min(box.getNorth(), 90), east: box.getEast() };
    for (const [name, value] of Object.entries(edges)) address.searchParams.set(name, value.toFixed(6));
    address.searchParams.set("zoom", map.getZoom());
    address.searchParams.set("lang", document.documentElement.lang);
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      draw(map, layer, found);
      words.textContent = found.words;
    } catch (error) {
      if (error.name !== "AbortError") words.textContent = place.dataset.failed;
    }
  };
  map.on("moveend", ask);
  ask();
};

if (place && window.L) {
  place.hidden = false;
  const map = L.map(place, { minZoom: 5, maxZoom: Number(place.dataset.deepest) });
  map.attributionControl.setPrefix(false);
  const at = (new URLSearchParams(window.location.search).get("at") ?? "").split(",").map(Number);
  if (at.length === 2 && at.every(Number.isFinite)) map.setView(at, 16);
  else map.fitBounds(THAILAND);
  L.tileLayer(place.dataset.tiles, { maxZoom: 19, attribution: "© OpenStreetMap" }).addTo(map);
  follow(map);
}
