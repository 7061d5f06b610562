// The hot spots of the list on a map, numbered alike. Without a single tile the list stands alone.
const canvas = document.getElementById("spot-map");
const spots = [...document.querySelectorAll("[data-spot]")];

if (canvas && window.L) {
  canvas.hidden = false;
  const points = spots.map(({ dataset }) => [Number(dataset.latitude), Number(dataset.longitude)]);
  const map = L.map(canvas, { scrollWheelZoom: false }).fitBounds(points, { padding: [30, 30], maxZoom: 16 });
  map.attributionControl.setPrefix(false);
  const tiles = L.tileLayer(canvas.dataset.tiles, { maxZoom: 19, attribution: canvas.dataset.credit });
  let loaded = false;
  tiles.on("tileload", () => {
    loaded = true;
  });
  tiles.on("tileerror", () => {
    if (!loaded) canvas.hidden = true;
  });
  tiles.addTo(map);
  spots.forEach((spot, at) => {
    const size = Math.min(26 + 2 * Number(spot.dataset.problems), 52);
    const icon = L.divIcon({ className: "spot-pin", html: String(at + 1), iconSize: [size, size] });
    const title = spot.querySelector("h2").textContent.trim();
    L.marker(points[at], { icon, title, alt: title }).addTo(map).on("click", () => {
      window.location.hash = spot.id;
    });
  });
}
