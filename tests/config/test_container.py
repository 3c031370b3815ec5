"""Dockerfile and docker-compose.yml, read as text: this suite needs no container engine."""

import re

import pytest
import yaml

from config.umgebung import BASE_DIR, VARIABLEN

COMPOSE = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (BASE_DIR / "Dockerfile").read_text(encoding="utf-8")
SERVICES = COMPOSE["services"]
LASTING = sorted(set(SERVICES) - {"migrate"})
OURS = ("web", "worker", "beat", "migrate")


def test_the_services_are_these():
    assert set(SERVICES) == {"postgres", "redis", "migrate", "web", "worker", "beat"}


@pytest.mark.parametrize("name", LASTING)
def test_lasting_services_are_watched_and_restarted(name):
    assert SERVICES[name]["restart"] == "unless-stopped"
    check = SERVICES[name]["healthcheck"]
    assert check["test"][0] in {"CMD", "CMD-SHELL"}
    assert {"interval", "timeout", "retries"} <= set(check)


@pytest.mark.parametrize("name", OURS)
def test_ours_wait_for_database_and_broker(name):
    waits = {service: how["condition"] for service, how in SERVICES[name]["depends_on"].items()}
    assert waits["postgres"] == waits["redis"] == "service_healthy"
    assert name == "migrate" or waits["migrate"] == "service_completed_successfully"


def test_environment_is_known_to_the_settings():
    text = (BASE_DIR / "docker-compose.yml").read_text(encoding="utf-8")
    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", text))
    given = {name for service in OURS for name in SERVICES[service]["environment"]}
    assert asked | given <= set(VARIABLEN)
    assert {"DATABASE_URL", "SECRET_KEY", "BASIS_URL", "EMAIL_URL"} <= given


def test_secrets_have_no_default():
    assert re.findall(r"\$\{((?:SECRET_KEY|POSTGRES_PASSWORD)(?!:\?)\W[^}]*)", str(COMPOSE)) == []


def test_only_the_web_port_is_open_and_only_here():
    assert {name: service["ports"] for name, service in SERVICES.items() if "ports" in service} == {
        "web": ["127.0.0.1:8000:8000"]
    }


def test_redis_forgets_nothing():
    assert "--appendonly yes" in SERVICES["redis"]["command"]
    assert "--maxmemory-policy noeviction" in SERVICES["redis"]["command"]


def test_volumes_are_declared():
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert used == set(COMPOSE["volumes"])


def test_image_runs_without_root():
    users = re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE)
    last_stage = DOCKERFILE.rsplit("\nFROM ", 1)[1]
    assert users == ["foerderlauf"]
    assert "USER foerderlauf" in last_stage
    assert last_stage.index("USER foerderlauf") < last_stage.index("CMD [")


def test_image_copies_what_exists_and_is_needed():
    copied = {
        source
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for source in line.split()[:-1]
    }
    assert [source for source in copied if not (BASE_DIR / source).exists()] == []
    assert {"manage.py", "config", "antraege", "workflows", "notifications", "templates", "static"} <= copied


def test_image_installs_by_hash():
    assert "--require-hashes -r /tmp/base.txt" in DOCKERFILE
