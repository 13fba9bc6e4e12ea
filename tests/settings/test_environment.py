"""The environment is read once, typed, and every fault is named in one message."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.settings.env import BASE_DIR, read_environment

COMPLETE = {"SECRET_KEY": "x" * 50, "SITE_URL": "https://sgddt.example.gov.vn"}


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """Return a function that reads an environment of these variables and no env file."""
    from cms.settings.env import Environment

    monkeypatch.setitem(Environment.model_config, "env_file", tmp_path / "none.env")

    def read(**variables):
        for name in ("SECRET_KEY", "SITE_URL", "DATABASE_URL", "EMAIL_URL", "SEARCH_URL", "ALLOWED_HOSTS", "VAR_DIR"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return read_environment()

    return read


def test_every_fault_is_named_at_once(environment):
    with pytest.raises(ImproperlyConfigured) as refused:
        faulty = {"DATABASE_URL": "mysql://x/y", "EMAIL_URL": "mail", "SEARCH_URL": "http://search.internal:9200"}
        environment(SITE_URL="http://sgddt.example.gov.vn", **faulty)
    message = str(refused.value)
    for name in ("SECRET_KEY", "SITE_URL", *faulty):
        assert f"{name}:" in message


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])
def test_http_is_accepted_for_loopback(environment, address):
    env = environment(**COMPLETE | {"SITE_URL": address})
    assert not env.is_https
    assert "127.0.0.1" in env.hosts


@pytest.mark.parametrize("address", ["http://sgddt.example", "ftp://x", "sgddt.example", "https://x.example/cong"])
def test_other_addresses_are_refused(environment, address):
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        environment(**COMPLETE | {"SITE_URL": address})


def test_the_host_of_the_site_and_further_hosts_may_be_asked_for(environment):
    env = environment(**COMPLETE | {"ALLOWED_HOSTS": "www.sgddt.example.gov.vn, sgddt.edu.vn"})
    assert env.hosts == ["sgddt.edu.vn", "sgddt.example.gov.vn", "www.sgddt.example.gov.vn"]


def test_a_short_secret_is_refused(environment):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        environment(**COMPLETE | {"SECRET_KEY": "ngan"})


def run_check(tmp_path, **variables) -> subprocess.CompletedProcess:
    """Run Django's deployment check in the production settings with these variables alone."""
    env = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "ENV_FILE": str(tmp_path / "none.env"),
        "VAR_DIR": str(tmp_path),
        **variables,
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=BASE_DIR, env=env, capture_output=True, text=True, check=False)


def test_the_deployment_check_is_clean_in_production_settings(tmp_path):
    secret = "k7Jx2mQ9vT4nW8zR1bY5cD3fG6hL0pS-uA_eIoXtNqVwZrMjKyBdCfHgPl"
    result = run_check(tmp_path, SECRET_KEY=secret, SITE_URL="https://sgddt.example.gov.vn")
    assert result.returncode == 0, result.stderr


def test_without_an_environment_production_says_what_is_missing(tmp_path):
    result = run_check(tmp_path)
    assert result.returncode != 0
    assert "SECRET_KEY: is missing" in result.stderr
    assert "SITE_URL: is missing" in result.stderr
