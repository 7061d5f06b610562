"""LINE's Messaging API as we use it: every call with a timeout and a typed outcome."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    MarkMessagesAsReadByTokenRequest,
    MessagingApi,
    MessagingApiBlob,
    PushMessageRequest,
    ReplyMessageRequest,
    RichMenuRequest,
    SetWebhookEndpointRequest,
    ShowLoadingAnimationRequest,
    TestWebhookEndpointRequest,
)

from bot.calls import COMFORT_TIMEOUT, TIMEOUT, call
from bot.errors import LineError, Refused, Retryable, Unauthorised
from bot.tokens import TokenSource

Json = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Quota:
    """This month's push messages: the plan's limit (None: unlimited) and those used."""

    limit: int | None
    used: int

    @property
    def left(self) -> int | None:
        """Messages left, or None where there is no limit."""
        return None if self.limit is None else max(self.limit - self.used, 0)


@dataclass(frozen=True, slots=True)
class Profile:
    """What LINE tells of a person."""

    name: str
    language: str


class LineClient:
    """One client for a whole process; safe to share between threads."""

    def __init__(
        self, api_url: str, data_api_url: str, tokens: TokenSource, connections: int
    ) -> None:
        self._tokens = tokens
        self._api_client = _api_client(api_url, connections)
        self._blob_client = _api_client(data_api_url, connections)
        self._api = MessagingApi(self._api_client)
        self._blob = MessagingApiBlob(self._blob_client)

    def reply(self, reply_token: str, messages: list[Json]) -> None:
        """Answer an event, free of charge. Raises LineError."""
        request = ReplyMessageRequest.from_dict({"replyToken": reply_token, "messages": messages})
        self._call("reply", lambda: self._api.reply_message(request, _request_timeout=TIMEOUT))

    def push(self, recipient: str, messages: list[Json], retry_key: str) -> int:
        """Send without a reply token; returns the status, 409 where LINE had it already.

        Raises:
            LineError: it was not sent, or (Unclear) perhaps not.
        """
        request = PushMessageRequest.from_dict({"to": recipient, "messages": messages})
        try:
            self._call(
                "push",
                lambda: self._api.push_message(request, retry_key, _request_timeout=TIMEOUT),
            )
        except Refused as refused:
            if refused.status == 409:
                return 409
            raise
        return 200

    def show_loading(self, user_id: str, seconds: int = 20) -> None:
        """Show the loading dots in a one-to-one chat; `seconds` in steps of 5. Raises LineError."""
        request = ShowLoadingAnimationRequest(chatId=user_id, loadingSeconds=seconds)
        self._call(
            "loading",
            lambda: self._api.show_loading_animation(request, _request_timeout=COMFORT_TIMEOUT),
        )

    def mark_read(self, token: str) -> None:
        """Show the sender that the message was read. Raises LineError."""
        request = MarkMessagesAsReadByTokenRequest(markAsReadToken=token)
        self._call(
            "markAsRead",
            lambda: self._api.mark_messages_as_read_by_token(request, _request_timeout=TIMEOUT),
        )

    def quota(self) -> Quota:
        """Return this month's push quota and use. Raises LineError."""
        limit = self._call("quota", lambda: self._api.get_message_quota(_request_timeout=TIMEOUT))
        used = self._call(
            "consumption",
            lambda: self._api.get_message_quota_consumption(_request_timeout=TIMEOUT),
        )
        if limit is None or used is None:
            raise Refused("no quota in LINE's answer")
        return Quota(limit.value if limit.type == "limited" else None, used.total_usage)

    def profile(self, user_id: str) -> Profile:
        """Return a person's name and language. Raises LineError, Refused where LINE keeps it."""
        found = self._call(
            "profile", lambda: self._api.get_profile(user_id, _request_timeout=COMFORT_TIMEOUT)
        )
        if found is None:
            raise Refused("no profile in LINE's answer")
        return Profile(found.display_name or "", found.language or "")

    def put_rich_menu(self, menu: Json, image: bytes, content_type: str) -> str:
        """Create a rich menu with its image, make it everybody's and delete those before.

        Returns the new menu's id. Raises LineError.
        """
        old = self._call(
            "richmenu/list", lambda: self._api.get_rich_menu_list(_request_timeout=TIMEOUT)
        )
        request = RichMenuRequest.from_dict(menu)
        made = self._call(
            "richmenu", lambda: self._api.create_rich_menu(request, _request_timeout=TIMEOUT)
        )
        if made is None:
            raise Refused("no rich menu id in LINE's answer")
        new_id = str(made.rich_menu_id)
        self._call(
            "richmenu/content",
            lambda: self._blob.set_rich_menu_image(
                new_id, image, _headers={"Content-Type": content_type}, _request_timeout=TIMEOUT
            ),
        )
        self._call(
            "user/all/richmenu",
            lambda: self._api.set_default_rich_menu(new_id, _request_timeout=TIMEOUT),
        )
        for each in old.richmenus if old else []:
            self._delete_rich_menu(each.rich_menu_id)
        return new_id

    def _delete_rich_menu(self, menu_id: str) -> None:
        self._call(
            "richmenu/delete",
            lambda: self._api.delete_rich_menu(menu_id, _request_timeout=TIMEOUT),
        )

    def set_webhook(self, url: str) -> None:
        """Tell LINE where to send events. Raises LineError."""
        request = SetWebhookEndpointRequest(endpoint=url)
        self._call(
            "webhook", lambda: self._api.set_webhook_endpoint(request, _request_timeout=TIMEOUT)
        )

    def test_webhook(self) -> tuple[bool, str]:
        """Let LINE call the webhook; returns whether it worked and LINE's reason."""
        request = TestWebhookEndpointRequest()
        answer = self._call(
            "webhook/test",
            lambda: self._api.test_webhook_endpoint(request, _request_timeout=TIMEOUT),
        )
        return (bool(answer.success), str(answer.reason)) if answer else (False, "no answer")

    def close(self) -> None:
        """Give the connections back."""
        for client in (self._api_client, self._blob_client):
            client.rest_client.pool_manager.clear()

    def _call(self, name: str, run: Callable[[], T]) -> T | None:
        self._authorise()
        try:
            return call(name, run)
        except Unauthorised:
            self._tokens.renew()  # it ran out under us: once more with a new one
        self._authorise()
        return call(name, run)

    def _authorise(self) -> None:
        try:
            token = self._tokens.get()
        except LineError as error:
            # Whatever became of the token: of the call itself it is clear that nothing was done.
            raise Retryable(f"no access token: {error}", error.status) from error
        for client in (self._api_client, self._blob_client):
            client.configuration.access_token = token
            client.default_headers["Authorization"] = f"Bearer {token}"


def _api_client(host: str, connections: int) -> ApiClient:
    # The SDK wants some token from the start; _authorise puts the valid one in before each call.
    configuration = Configuration(host=host, access_token="-")  # noqa: S106
    # Retries are the outbox's business: urllib3's own would hide an unclear outcome.
    configuration.retries = False
    configuration.connection_pool_maxsize = connections
    return ApiClient(configuration)
