// A map with its background; `missing` is called where not a single piece of that comes.
export const THAILAND = [[5.6, 97.3], [20.5, 105.7]]; // south-west, north-east

export const openMap = (place, options, missing) => {
  place.hidden = false;
  const map = L.map(place, options);
  map.attributionControl.setPrefix(false);
  const tiles = L.tileLayer(place.dataset.tiles, { maxZoom: 19, attribution: place.dataset.credit });
  let loaded = false;
  tiles.on("tileload", () => {
    loaded = true;
  });
  tiles.on("tileerror", () => {
    if (!loaded) missing();
  });
  tiles.addTo(map);
  return map;
};

export const sayMissing = () => {
  document.querySelector("[data-map-missing]").hidden = false;
};
