"""Rich menus: create, validate, get, list, delete, image."""

from simulator import ids
from simulator.api.endpoint import Answer, Call, Endpoint
from simulator.api.errors import ApiError, invalid_body
from simulator.api.images import image_size
from simulator.limits import RICH_MENU_LIST, RICH_MENU_WRITE
from simulator.richmenus import MOST_MENUS, RichMenu
from simulator.validator.problems import Context
from simulator.validator.richmenu import check_rich_menu

_MOST_IMAGE_BYTES = 1024 * 1024


async def validate(call: Call) -> Answer:
    context = Context(allow_loopback_http=call.state.config.allow_loopback_http)
    problems = check_rich_menu(call.body, context)
    if problems:
        raise invalid_body(*((p.message, p.property) for p in problems))
    return Answer({})


async def create(call: Call) -> Answer:
    await validate(call)
    menus = call.state.rich_menus.menus
    if len(menus) >= MOST_MENUS:
        raise ApiError(400, "The number of rich menus has reached the limit")
    rich_menu_id = ids.rich_menu_id()
    menus[rich_menu_id] = RichMenu(rich_menu_id, call.body)
    return Answer({"richMenuId": rich_menu_id})


async def get(call: Call) -> Answer:
    return Answer(_shown(find_menu(call)))


async def list_all(call: Call) -> Answer:
    return Answer({"richmenus": [_shown(m) for m in call.state.rich_menus.menus.values()]})


async def delete(call: Call) -> Answer:
    call.state.rich_menus.delete(find_menu(call).rich_menu_id)
    call.state.feed.publish("view", chatId=None)
    return Answer({})


async def upload_image(call: Call) -> Answer:
    """PNG or JPEG of the size the menu declares; once only."""
    menu = find_menu(call)
    if menu.image is not None:
        raise ApiError(400, "An image has already been uploaded to the richmenu")
    if len(call.raw) > _MOST_IMAGE_BYTES:
        raise ApiError(413, "The image is larger than 1 MB")
    size = image_size(call.raw, call.headers["content-type"])
    declared = menu.definition["size"]
    if size != (declared["width"], declared["height"]):
        raise ApiError(400, "The image size is not allowed for richmenu")
    menu.image, menu.image_type = call.raw, call.headers["content-type"]
    call.state.feed.publish("view", chatId=None)
    return Answer({})


async def download_image(call: Call) -> Answer:
    menu = find_menu(call)
    if menu.image is None:
        raise ApiError(404, "Not found")
    return Answer(menu.image, media_type=menu.image_type)


def find_menu(call: Call) -> RichMenu:
    menu = call.state.rich_menus.menus.get(call.params["rich_menu_id"])
    if menu is None:
        raise ApiError(404, "richmenu not found")
    return menu


def _shown(menu: RichMenu) -> dict[str, object]:
    return {"richMenuId": menu.rich_menu_id, **menu.definition}


_PATH = "/v2/bot/richmenu"
_ONE = f"{_PATH}/{{rich_menu_id}}"
ENDPOINTS = [
    Endpoint("richmenu.create", "POST", _PATH, create, "json", RICH_MENU_WRITE),
    Endpoint("richmenu.validate", "POST", f"{_PATH}/validate", validate, "json"),
    Endpoint("richmenu.list", "GET", f"{_PATH}/list", list_all, "none", RICH_MENU_LIST),
    Endpoint("richmenu.upload", "POST", f"{_ONE}/content", upload_image, "image"),
    Endpoint("richmenu.download", "GET", f"{_ONE}/content", download_image),
]
# Matched after the fixed names below /v2/bot/richmenu.
LAST_ENDPOINTS = [
    Endpoint("richmenu.get", "GET", _ONE, get),
    Endpoint("richmenu.delete", "DELETE", _ONE, delete, "none", RICH_MENU_WRITE),
]
