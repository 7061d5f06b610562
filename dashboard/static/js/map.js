// The place on a map. Without a single tile the map gives way to a line that says so.
const place = document.getElementById("map");

if (place && window.L) {
  place.hidden = false;
  const point = [Number(place.dataset.latitude), Number(place.dataset.longitude)];
  const map = L.map(place, { scrollWheelZoom: false }).setView(point, 16);
  map.attributionControl.setPrefix(false);
  const tiles = L.tileLayer(place.dataset.tiles, { maxZoom: 19, attribution: place.dataset.credit });
  let loaded = false;
  tiles.on("tileload", () => {
    loaded = true;
  });
  tiles.on("tileerror", () => {
    if (loaded) return;
    place.hidden = true;
    document.querySelector("[data-map-missing]").hidden = false;
  });
  tiles.addTo(map);
  const pin = L.divIcon({ className: "map-pin", html: "", iconSize: [0, 0] });
  L.marker(point, { icon: pin, interactive: false, keyboard: false }).addTo(map);
}
