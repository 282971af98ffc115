"""The settings: where they come from, and what they may be. No test reads the real environment."""

import re
from pathlib import Path
from typing import Any

import pytest

from server.config import SETTINGS, Config, load, read_toml
from server.errors import ConfigurationError
from texml.webhooks import PrivateKey

# For each setting: what may be written for it, and a different value of the same sort.
VALUES: dict[str, tuple[Any, Any]] = {
    "bind": ("127.0.0.1:9000", "[::1]:9001"),
    "workers": (3, 4),
    "threads": (5, 6),
    "database": ("sqlite:///one.db", "sqlite:///two.db"),
    "spool": ("one", "two"),
    "rooms": ("one.toml", "two.toml"),
    "templates": ("one", "two"),
    "public_url": ("https://one.example.com", "https://two.example.com"),
    "api_token": ("one", "two"),
    "path_token": ("one", "two"),
    "public_key": (PrivateKey(bytes(32)).public.text, PrivateKey(bytes(31) + b"1").public.text),
    "signatures": ("strict", "off"),
    "voice_signatures": ("present", "monitor"),
    "account_sid": ("one", "two"),
    "allow_get": (True, False),
    "trusted_hosts": ("one.example.com", "two.example.com"),
    "proxies": (1, 2),
    "streams": (2, 3),
    "telnyx_api_key": ("KEY1", "KEY2"),
    "telnyx_base_url": ("https://one.example.com", "https://two.example.com"),
}
EVERY_SETTING = pytest.mark.parametrize("name", VALUES)


def variable(name: str) -> str:
    # The key has the name under which the platform's own programs look for it.
    return "TELNYX_PUBLIC_KEY" if name == "public_key" else f"TEXML_{name.upper()}"


@pytest.fixture
def write_file(tmp_path: Path) -> Any:
    def write(**settings: Any) -> Path:
        file = tmp_path / "texml.toml"
        lines = [
            f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {str(value).lower()}"
            for name, value in settings.items()
        ]
        file.write_text("\n".join(lines), encoding="utf-8")
        return file

    return write


class TestSources:
    def test_nothing_configured_gives_the_defaults(self) -> None:
        assert Config() == load(environ={})

    def test_every_setting_has_values_in_this_test(self) -> None:
        assert list(VALUES) == [setting.name for setting in SETTINGS]

    @EVERY_SETTING
    def test_setting_is_taken_from_an_option(self, name: str) -> None:
        config = load({name: VALUES[name][0]}, environ={})

        assert VALUES[name][0] == getattr(config, name)

    @EVERY_SETTING
    def test_setting_is_taken_from_the_environment(self, name: str) -> None:
        config = load(environ={variable(name): str(VALUES[name][0])})

        assert VALUES[name][0] == getattr(config, name)

    @EVERY_SETTING
    def test_setting_is_taken_from_the_file(self, name: str, write_file: Any) -> None:
        config = load(file=write_file(**{name: VALUES[name][0]}), environ={})

        assert VALUES[name][0] == getattr(config, name)

    @EVERY_SETTING
    def test_option_comes_before_the_environment(self, name: str) -> None:
        one, two = VALUES[name]

        config = load({name: one}, environ={variable(name): str(two)})

        assert one == getattr(config, name)

    @EVERY_SETTING
    def test_environment_comes_before_the_file(self, name: str, write_file: Any) -> None:
        one, two = VALUES[name]

        config = load(file=write_file(**{name: two}), environ={variable(name): str(one)})

        assert one == getattr(config, name)

    @EVERY_SETTING
    def test_option_that_is_none_counts_as_not_given(self, name: str) -> None:
        config = load({name: None}, environ={variable(name): str(VALUES[name][0])})

        assert VALUES[name][0] == getattr(config, name)

    def test_sources_are_put_together(self, write_file: Any) -> None:
        file = write_file(workers=3, threads=4, bind="127.0.0.1:1")

        config = load({"bind": "127.0.0.1:3"}, file=file, environ={"TEXML_THREADS": "8", "TEXML_BIND": "127.0.0.1:2"})

        assert Config(workers=3, threads=8, bind="127.0.0.1:3") == config

    @pytest.mark.parametrize("name", ["rooms", "templates", "public_url", "api_token", "path_token"])
    def test_empty_variable_of_an_optional_setting_is_nothing(self, name: str) -> None:
        config = load({}, environ={variable(name): ""})

        assert getattr(config, name) is None

    def test_variable_of_another_program_is_left_alone(self) -> None:
        assert Config() == load(environ={"WORKERS": "7", "texml_workers": "7", "PATH": "/bin"})


class TestRefusedSources:
    @pytest.mark.parametrize("key", ["xx", "", "-----BEGIN PUBLIC KEY-----", "AAAA"])
    def test_key_that_is_none_is_refused_with_what_is_allowed_said_once(self, key: str) -> None:
        with pytest.raises(ConfigurationError, match="setting public_key: ") as caught:
            load({"public_key": key}, environ={})

        assert 1 == str(caught.value).count("allowed: ")

    @pytest.mark.parametrize("text", ["two", "1.5", "0x10", "1e3"])
    @pytest.mark.parametrize("name", ["workers", "threads"])
    def test_variable_that_is_no_number_is_refused(self, name: str, text: str) -> None:
        message = f"environment {variable(name)}: {text!r} is no number; allowed: a whole number"

        with pytest.raises(ConfigurationError, match=re.escape(message)):
            load(environ={variable(name): text})

    @pytest.mark.parametrize(
        ("key", "nearest"),
        [("worker", "workers"), ("publicUrl", "public_url"), ("api-token", "api_token"), ("xyzzy", None)],
    )
    def test_unknown_option_is_refused_with_the_nearest_name(self, key: str, nearest: str | None) -> None:
        with pytest.raises(ConfigurationError, match=f"^setting {key}: there is no such setting") as caught:
            load({key: "x"}, environ={})

        assert (key, ", ".join(VALUES), nearest) == (caught.value.key, caught.value.allowed, caught.value.nearest)

    def test_unknown_key_of_the_file_is_refused_with_the_file(self, write_file: Any) -> None:
        file = write_file(databse="sqlite:///a.db")

        with pytest.raises(ConfigurationError, match=f"^{re.escape(str(file))} databse: .*did you mean 'database'"):
            load(file=file, environ={})

    @pytest.mark.parametrize(
        ("name", "value", "found", "allowed"),
        [
            pytest.param("workers", "2", "str", "int", id="text-for-a-number"),
            pytest.param("workers", True, "bool", "int", id="flag-for-a-number"),
            pytest.param("threads", 1.5, "float", "int", id="fraction-for-a-number"),
            pytest.param("bind", 8080, "int", "str", id="number-for-a-text"),
            pytest.param("rooms", True, "bool", "str", id="flag-for-a-text"),
            pytest.param("path_token", ["a", "b"], "list", "str", id="list-for-a-text"),
        ],
    )
    def test_option_of_the_wrong_type_is_refused(self, name: str, value: object, found: str, allowed: str) -> None:
        message = f"^setting {name}: it is of type {found}; allowed: type {allowed}$"

        with pytest.raises(ConfigurationError, match=message):
            load({name: value}, environ={})

    def test_key_of_the_wrong_type_in_the_file_is_refused_with_the_file(self, write_file: Any) -> None:
        file = write_file(workers="2")

        with pytest.raises(ConfigurationError, match=f"^{re.escape(str(file))} workers: it is of type str"):
            load(file=file, environ={})

    def test_value_in_the_environment_is_checked_like_any_other(self) -> None:
        with pytest.raises(ConfigurationError, match=r"^setting workers: 0 is too few"):
            load(environ={"TEXML_WORKERS": "0"})


class TestReadToml:
    def test_tables_are_returned(self, tmp_path: Path) -> None:
        file = tmp_path / "a.toml"
        file.write_text('[a]\nb = "\u00fc"', encoding="utf-8")

        assert {"a": {"b": "\u00fc"}} == read_toml(file)

    def test_missing_file_is_refused(self, tmp_path: Path) -> None:
        file = tmp_path / "a.toml"

        with pytest.raises(ConfigurationError, match=f"^{re.escape(str(file))}: cannot be read: No such file"):
            read_toml(file)

    def test_folder_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigurationError, match=f"^{re.escape(str(tmp_path))}: cannot be read: Is a directory"):
            read_toml(tmp_path)

    def test_file_that_is_not_utf_8_is_refused_with_the_byte(self, tmp_path: Path) -> None:
        file = tmp_path / "a.toml"
        file.write_bytes(b'a = "\xff"')

        with pytest.raises(ConfigurationError, match=f"^{re.escape(str(file))}: is not UTF-8: .* at byte 5"):
            read_toml(file)

    def test_file_that_is_not_toml_is_refused_with_the_line(self, tmp_path: Path) -> None:
        file = tmp_path / "a.toml"
        file.write_text("a = 1\nb =\n", encoding="utf-8")

        with pytest.raises(ConfigurationError, match=rf"^{re.escape(str(file))}: is not TOML: .*line 2"):
            read_toml(file)


class TestNumbers:
    @pytest.mark.parametrize("number", [0, -1])
    @pytest.mark.parametrize("name", ["workers", "threads"])
    def test_too_few_are_refused(self, name: str, number: int) -> None:
        with pytest.raises(ConfigurationError, match=f"^setting {name}: {number} is too few; allowed: 1 or more$"):
            Config(**{name: number})  # type: ignore[arg-type]  # the name is a parameter

    @pytest.mark.parametrize("name", ["workers", "threads"])
    def test_one_is_enough(self, name: str) -> None:
        config = load({name: 1}, environ={})

        assert 1 == getattr(config, name)


class TestBind:
    @pytest.mark.parametrize(
        ("bind", "address"),
        [
            ("127.0.0.1:8080", ("127.0.0.1", 8080)),
            ("0.0.0.0:80", ("0.0.0.0", 80)),
            ("localhost:0", ("localhost", 0)),
            ("[::1]:8080", ("::1", 8080)),
            ("voice.example.com:65535", ("voice.example.com", 65535)),
        ],
    )
    def test_address_is_host_and_port(self, bind: str, address: tuple[str, int]) -> None:
        assert address == Config(bind=bind).address

    @pytest.mark.parametrize(
        "bind",
        [
            "",
            "8080",
            "localhost",
            ":8080",
            "localhost:",
            "localhost:http",
            "localhost:65536",
            "localhost:-1",
            "a:\u0661",
        ],
    )
    def test_text_that_is_no_address_is_refused(self, bind: str) -> None:
        message = f"setting bind: {bind!r} is no address; allowed: HOST:PORT, [IPV6]:PORT or unix:PATH"

        with pytest.raises(ConfigurationError, match=f"^{re.escape(message)}$"):
            Config(bind=bind)

    def test_unix_socket_is_told_from_an_address(self) -> None:
        assert [True, False] == [Config(bind="unix:/run/texml.sock").is_unix, Config(bind="127.0.0.1:80").is_unix]

    def test_unix_socket_has_no_address(self) -> None:
        config = Config(bind="unix:/run/texml.sock")

        with pytest.raises(ConfigurationError, match=r"^setting bind: 'unix:/run/texml.sock' has no host and port"):
            _ = config.address

    @pytest.mark.parametrize(
        ("bind", "is_loopback"),
        [
            ("127.0.0.1:8080", True),
            ("127.9.9.9:8080", True),
            ("localhost:8080", True),
            ("[::1]:8080", True),
            ("unix:/run/texml.sock", True),
            ("0.0.0.0:8080", False),
            ("[::]:8080", False),
            ("192.0.2.1:8080", False),
            ("[2001:db8::1]:8080", False),
            ("voice.example.com:8080", False),
            ("localhost.example.com:8080", False),
        ],
    )
    def test_loopback_is_what_only_this_machine_can_reach(self, bind: str, is_loopback: bool) -> None:
        assert is_loopback is Config(bind=bind).is_loopback


class TestBaseUrl:
    @pytest.mark.parametrize(
        ("settings", "base_url"),
        [
            pytest.param({}, "http://127.0.0.1:8080", id="default"),
            pytest.param({"bind": "127.0.0.1:9"}, "http://127.0.0.1:9", id="address-listened-on"),
            pytest.param({"bind": "[::1]:9"}, "http://[::1]:9", id="ipv6"),
            pytest.param({"public_url": "https://voice.example.com"}, "https://voice.example.com", id="public"),
            pytest.param({"public_url": "https://voice.example.com/"}, "https://voice.example.com", id="slash-is-cut"),
            pytest.param({"public_url": "https://h/voice//"}, "https://h/voice", id="path-is-kept"),
            pytest.param({"public_url": "http://h:8443"}, "http://h:8443", id="port-is-kept"),
            pytest.param({"bind": "unix:/run/a.sock", "public_url": "https://h"}, "https://h", id="unix"),
        ],
    )
    def test_base_url_is_the_public_one_or_the_address(self, settings: dict[str, str], base_url: str) -> None:
        assert base_url == load(settings, environ={}).base_url

    def test_unix_socket_without_public_url_has_no_base(self) -> None:
        config = Config(bind="unix:/run/texml.sock")

        with pytest.raises(ConfigurationError, match=r"^setting public_url: a Unix socket has no URL; allowed: "):
            _ = config.base_url

    @pytest.mark.parametrize(
        "url",
        [
            pytest.param("", id="empty"),
            pytest.param("voice.example.com", id="no-scheme"),
            pytest.param("//voice.example.com", id="no-scheme-but-slashes"),
            pytest.param("ftp://voice.example.com", id="other-scheme"),
            pytest.param("https://", id="no-host"),
            pytest.param("https:///path", id="no-host-but-path"),
            pytest.param("https://voice.example.com?a=1", id="query"),
            pytest.param("https://voice.example.com#a", id="fragment"),
            pytest.param("https://[voice", id="broken-address"),
        ],
    )
    def test_public_url_that_is_no_base_is_refused(self, url: str) -> None:
        message = f"setting public_url: {url!r} is no base; allowed: http(s)://HOST[:PORT][/PATH], no query"

        with pytest.raises(ConfigurationError, match=f"^{re.escape(message)}$"):
            Config(public_url=url)


class TestTokens:
    @pytest.mark.parametrize(
        ("path_token", "tokens"),
        [
            pytest.param(None, (), id="none"),
            pytest.param("a", ("a",), id="one"),
            pytest.param("new,old", ("new", "old"), id="two-for-rotation"),
            pytest.param(" new , old ", ("new", "old"), id="spaces-around"),
            pytest.param("new,", ("new",), id="comma-at-the-end"),
            pytest.param("A-z_0", ("A-z_0",), id="every-kind-of-character"),
        ],
    )
    def test_path_tokens_are_parted_by_commas(self, path_token: str | None, tokens: tuple[str, ...]) -> None:
        assert tokens == Config(path_token=path_token).path_tokens

    @pytest.mark.parametrize("path_token", ["a b", "a/b", "good,b?d", "a%20b", "ü", "a.b", "<a>"])
    def test_path_token_that_cannot_stand_in_a_url_is_refused(self, path_token: str) -> None:
        with pytest.raises(ConfigurationError, match=r"^setting path_token: .*; allowed: A-Z, a-z, 0-9, _ and -$"):
            Config(path_token=path_token)

    def test_refused_path_token_is_not_in_the_message(self) -> None:
        with pytest.raises(ConfigurationError, match="path_token") as caught:
            Config(path_token="hush/hush")

        assert "hush" not in str(caught.value)

    @pytest.mark.parametrize("api_token", ["", " ", "\n"])
    def test_blank_api_token_is_refused(self, api_token: str) -> None:
        with pytest.raises(
            ConfigurationError, match=r"^setting api_token: it is blank; allowed: a secret text, or nothing"
        ):
            Config(api_token=api_token)


class TestTable:
    def test_rows_are_the_fields_with_their_defaults(self) -> None:
        config = Config()

        assert {name: getattr(config, name) for name in VALUES} == {
            setting.name: setting.default for setting in SETTINGS
        }

    def test_variable_is_the_name_with_a_prefix(self) -> None:
        assert [variable(name) for name in VALUES] == [setting.variable for setting in SETTINGS]

    def test_tokens_are_the_secrets(self) -> None:
        assert ["api_token", "path_token", "telnyx_api_key"] == [setting.name for setting in SETTINGS if setting.secret]

    @pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
    def test_help_is_a_sentence(self, setting: Any) -> None:
        assert setting.help.endswith(".")

    def test_config_does_not_change_in_place(self) -> None:
        config = Config()

        with pytest.raises(AttributeError, match="workers"):
            config.workers = 3  # type: ignore[misc]
