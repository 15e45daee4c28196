"""The Bot API's methods, as far as the bot calls them, on the Telegram in memory."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from bot.transport import wire_checks as checks
from bot.transport.wire_api import BOT, number
from bot.transport.wire_checks import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.transport.wire_api import Api, Message, Params, Uploads

TOAST = 200
_ALBUM = range(2, 11)
_ACTIONS = frozenset(("typing", "upload_photo", "upload_document"))
# Taken without a look: nothing in this world depends on them.
_AGREED = frozenset(
    ("setMyDescription", "setMyShortDescription", "setMyName", "setChatMenuButton", "setMessageReaction")
)


def call(api: Api, method: str, params: Params, uploads: Uploads) -> Any:
    """Give the result of a call; raises Refused."""
    if method in _AGREED:
        return True
    answer = _METHODS.get(method.lower())
    if answer is None:
        raise Refused("Not Found: method not found", 404)
    return deepcopy(answer(api, params, uploads))


def _get_me(_api: Api, _params: Params, _uploads: Uploads) -> Any:
    return BOT | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def _send_message(api: Api, params: Params, _uploads: Uploads) -> Any:
    return api.deliver(params, checks.text(params))


def _photo(api: Api, name: str, uploads: Uploads) -> Message:
    if name not in uploads:
        raise Refused("there is no photo in the request")
    title, content = uploads[name]
    checks.document(content)
    wide, high = checks.picture(content)
    kept = api.keep(title, content)
    size = {"width": wide, "height": high, "file_size": kept.size}
    return {"photo": [{"file_id": kept.id, "file_unique_id": kept.id, **size}]}


def _document(api: Api, name: str, uploads: Uploads) -> Message:
    if name not in uploads:
        raise Refused("there is no document in the request")
    title, content = uploads[name]
    checks.document(content)
    kept = api.keep(title, content)
    return {
        "document": {
            "file_id": kept.id,
            "file_unique_id": kept.id,
            "file_name": kept.name,
            "file_size": kept.size,
        }
    }


_MEDIA = {"photo": _photo, "document": _document}


def _send_photo(api: Api, params: Params, uploads: Uploads) -> Any:
    api.chat(params)
    return api.deliver(
        params, _photo(api, _part(params.get("photo"), "photo"), uploads) | checks.text(params, "caption")
    )


def _send_document(api: Api, params: Params, uploads: Uploads) -> Any:
    api.chat(params)
    file = _document(api, _part(params.get("document"), "document"), uploads)
    return api.deliver(params, file | checks.text(params, "caption"))


def _part(value: Any, otherwise: str) -> str:
    """Give the part of the request that holds a file."""
    return value.removeprefix("attach://") if isinstance(value, str) else otherwise


def _medium(api: Api, medium: Any, uploads: Uploads) -> Message:
    if not isinstance(medium, dict) or medium.get("type") not in _MEDIA:
        raise Refused("can't parse InputMedia: type must be specified")
    file = _MEDIA[medium["type"]](api, _part(medium.get("media"), ""), uploads)
    return file | checks.text(medium, "caption")


def _send_media_group(api: Api, params: Params, uploads: Uploads) -> Any:
    media = params.get("media")
    if not isinstance(media, list) or len(media) not in _ALBUM:
        raise Refused("media group must include 2-10 items")
    if params.get("reply_markup"):
        raise Refused("reply markup is not allowed in an album")
    contents = [_medium(api, medium, uploads) for medium in media]
    return [api.deliver(params, content) for content in contents]


def _edit_text(api: Api, params: Params, _uploads: Uploads) -> Any:
    message = api.editable(params)
    if "text" not in message:
        raise Refused("there is no text in the message to edit")
    return api.change(params, message, "text", "entities", **checks.text(params))


def _edit_caption(api: Api, params: Params, _uploads: Uploads) -> Any:
    message = api.editable(params)
    if "text" in message:
        raise Refused("there is no caption in the message to edit")
    return api.change(params, message, "caption", "caption_entities", **checks.text(params, "caption"))


def _edit_media(api: Api, params: Params, uploads: Uploads) -> Any:
    message = api.editable(params)
    content = _medium(api, params.get("media"), uploads)
    gone = ("text", "entities", "photo", "document", "caption", "caption_entities")
    return api.change(params, message, *gone, **content)


def _edit_markup(api: Api, params: Params, _uploads: Uploads) -> Any:
    return api.change(params, api.editable(params))


def _delete(api: Api, params: Params, _uploads: Uploads) -> Any:
    chat = api.chat(params)
    message = number(params, "message_id", "message identifier is not specified")
    if api.messages.pop((chat["id"], message), None) is None:
        raise Refused("message to delete not found")
    return True


def _action(api: Api, params: Params, _uploads: Uploads) -> Any:
    api.chat(params)
    if params.get("action") not in _ACTIONS:
        raise Refused("wrong parameter action in request")
    return True


def _answer_query(api: Api, params: Params, _uploads: Uploads) -> Any:
    if params.get("callback_query_id") not in api.queries:
        raise Refused("query is too old and response timeout expired or query ID is invalid")
    if len(params.get("text") or "") > TOAST:
        raise Refused("MESSAGE_TOO_LONG")
    api.queries.discard(params["callback_query_id"])
    return True


def _get_file(api: Api, params: Params, _uploads: Uploads) -> Any:
    kept = api.files.get(params.get("file_id") or "")
    if kept is None:
        raise Refused("wrong file_id or the file is temporarily unavailable")
    if kept.size > checks.DOWNLOAD_BYTES:
        raise Refused("file is too big")
    return {
        "file_id": kept.id,
        "file_unique_id": kept.id,
        "file_size": kept.size,
        "file_path": f"documents/{kept.id}",
    }


def _set_commands(api: Api, params: Params, _uploads: Uploads) -> Any:
    checks.commands(params.get("commands"))
    api.menu = params["commands"]
    return True


def _get_commands(api: Api, _params: Params, _uploads: Uploads) -> Any:
    return api.menu


def _delete_commands(api: Api, _params: Params, _uploads: Uploads) -> Any:
    api.menu = []
    return True


def _set_webhook(api: Api, params: Params, _uploads: Uploads) -> Any:
    url = params.get("url") or ""
    if url and not url.startswith("https://"):
        raise Refused("bad webhook: An HTTPS URL must be provided for webhook")
    api.webhook = url
    return True


def _delete_webhook(api: Api, _params: Params, _uploads: Uploads) -> Any:
    api.webhook = ""
    return True


def _webhook_info(api: Api, _params: Params, _uploads: Uploads) -> Any:
    return {"url": api.webhook, "has_custom_certificate": False, "pending_update_count": 0}


def _leave(api: Api, params: Params, _uploads: Uploads) -> Any:
    chat = api.chat(params)
    if chat["type"] == "private":
        raise Refused("chat member status can't be changed in private chats")
    del api.chats[chat["id"]]
    return True


_METHODS: dict[str, Callable[[Api, Params, Uploads], Any]] = {
    "getme": _get_me,
    "sendmessage": _send_message,
    "sendphoto": _send_photo,
    "senddocument": _send_document,
    "sendmediagroup": _send_media_group,
    "editmessagetext": _edit_text,
    "editmessagecaption": _edit_caption,
    "editmessagemedia": _edit_media,
    "editmessagereplymarkup": _edit_markup,
    "deletemessage": _delete,
    "sendchataction": _action,
    "answercallbackquery": _answer_query,
    "getfile": _get_file,
    "setmycommands": _set_commands,
    "getmycommands": _get_commands,
    "deletemycommands": _delete_commands,
    "setwebhook": _set_webhook,
    "deletewebhook": _delete_webhook,
    "getwebhookinfo": _webhook_info,
    "leavechat": _leave,
}
