"""What the comparison of two reports knows of the world, set down by hand.

Concepts are those of categories/concepts.yml, categories those of the catalogue.
"""

from collections.abc import Mapping

# Told of any problem: where it is, how bad it is, who did not come. Weak signs of one problem.
ASIDE = frozenset(
    {
        *("road", "sidewalk", "public_place", "building", "building_part", "shelter", "transit"),
        *("bridge", "under_bridge", "overpass", "canal", "traffic", "device", "sign", "danger"),
        *("accident", "night", "child", "vehicle", "ask", "suggest", "thanks", "announce"),
        *("service", "staff", "annoy", "broken", "rain", "app", "neighbour", "trip"),
    }
)

# What makes a footpath, a sign or a shelter that is spoken of the problem itself.
DAMAGE = frozenset({"broken", "hole"})

# Different words for what may be one problem.
KIN_CONCEPTS: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split())
    for group in (
        "flood standing_water drain clog dredge pump",
        "lamp dark light_out no_lamp lamp_count",
        "wire hanging pole",
        "vendor encroach obstruct",
        "parking obstruct reserve_space bollard",
        "parking taxi",
        "smell smoke burn smoking",
        "garbage bin garbage_truck dump dirty",
        "dog cat animal feed",
        "tree branch grass",
        "signal crossing_people marking",
        "homeless beggar mental",
        "hole road sidewalk drain_cover building_part",
        "dust roadworks construction",
        "noise construction",
        "extension building",
        "ride_on_path wrong_way",
    )
)

# Two careful people may file one problem under either of these.
KIN_CATEGORIES: tuple[frozenset[str], ...] = tuple(
    frozenset(pair.split())
    for pair in (
        "cleanliness nuisance",
        "cleanliness road_sidewalk",
        "cleanliness disaster",
        "utilities street_light",
        "utilities road_sidewalk",
        "utilities risk_spot",
        "street_light equipment",
        "street_light risk_spot",
        "road_sidewalk building",
        "road_sidewalk risk_spot",
        "road_sidewalk disaster",
        "road_sidewalk nuisance",
        "road_sidewalk equipment",
        "road_sidewalk other",
        "equipment risk_spot",
        "equipment other",
        "building nuisance",
        "nuisance health",
        "nuisance other",
        "nuisance disaster",
        "assistance nuisance",
        "assistance risk_spot",
        "assistance cleanliness",
        "health other",
        "risk_spot other",
    )
)

# How long an open report of a category may be the same problem as a new one, in days.
USUAL_DAYS = 90
DAYS: Mapping[str, int] = {"disaster": 14, "cleanliness": 60, "assistance": 30}


def days_of(category: str) -> int:
    """Return the age in days after which a report of that category is no candidate any more."""
    return DAYS.get(category, USUAL_DAYS)


def kin_of(category: str) -> frozenset[str]:
    """Return the category and those it may be taken for."""
    pairs = (pair for pair in KIN_CATEGORIES if category in pair)
    return frozenset({category}).union(*pairs)
