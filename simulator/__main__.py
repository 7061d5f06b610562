"""Run the simulator alone: python -m simulator --webhook URL --secret S --token T --port N."""

import argparse
from pathlib import Path

import uvicorn

from simulator.app import create
from simulator.config import Config


def main() -> None:
    parser = argparse.ArgumentParser(prog="simulator", description="A LINE on the desk")
    parser.add_argument("--webhook", help="URL of the bot's webhook")
    parser.add_argument("--secret", default=Config.channel_secret, help="channel secret")
    parser.add_argument("--token", default=Config.access_token, help="channel access token")
    parser.add_argument("--channel-id", default=Config.channel_id)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--state-file", type=Path, help="keep chats here over a restart")
    options = parser.parse_args()
    config = Config(
        webhook_url=options.webhook,
        channel_id=options.channel_id,
        channel_secret=options.secret,
        access_token=options.token,
        state_file=options.state_file,
    )
    uvicorn.run(create(config), host=options.host, port=options.port, timeout_graceful_shutdown=2)


if __name__ == "__main__":
    main()
