"""Pictures over the whole line: a name on a certificate is found, no word of it is kept, and nothing goes unsaid."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from connectors.testing import Diary, PictureStandIn, comment, elsewhere, facebook_page, photo, post, video, x_account
from tests.pictures.drawn import as_file, bomb, certificate, exif_of, face, garden, needs_extra
from tests.whole_line.line import CHECKOUT, a_line, a_register, a_school, an_account, local, page_token

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from connectors.testing.events import Event
    from tests.whole_line.line import Line

pytestmark = [needs_extra, pytest.mark.slow]

NIGHT = local(11, 20, 3, 15)
NEXT_NIGHT = NIGHT + timedelta(days=1)
SCHOOL = a_school(
    "oak",
    "Oak Primary School",
    an_account("x", "oakprimary", "1001"),
    an_account("facebook", "oakprimary", "2001"),
    handle='"oakprimary"',
)
REGISTER = a_register(SCHOOL).replace('policy = "com01"', 'policy = "com01"\npictures = true')
GIVEN, SURNAME = "Ella", "Thompson"


def files() -> dict[str, bytes]:
    named = as_file(certificate(f"{GIVEN} {SURNAME}"))
    return {
        "/certificate.jpg": named,
        "/garden.jpg": as_file(garden()),
        "/face.jpg": as_file(face(0.4)),
        "/trip.jpg": as_file(garden(), exif=exif_of(place=True, camera=True)),
        "/half.jpg": named[: len(named) // 2],
        "/bomb.png": bomb(20_000),
        **{f"/{kind}.jpg": named for kind in ("comment", "reply", "visitor", "share", "film")},
    }


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    return files()


@pytest.fixture
def pictures(drawn: dict[str, bytes]) -> Iterator[PictureStandIn]:
    with PictureStandIn(drawn) as stand_in:
        yield stand_in


@pytest.fixture
def line(tmp_path: Path, pictures: PictureStandIn) -> Iterator[Line]:
    with a_line(tmp_path, diary(pictures.url), REGISTER, NIGHT) as line:
        yield line


def diary(url: str) -> Diary:
    at = local(11, 18, 16)

    def shown(key: str, name: str, text: str) -> Event:
        return post(key, at, text, photo(address=f"{url}/{name}"))

    return Diary(
        x_account(
            "oakprimary",
            id="1001",
            diary=[
                shown("star", "certificate.jpg", "Look at this!"),
                comment("x-own", at, on="star", text="And one more.", media=(photo(address=f"{url}/reply.jpg"),)),
                comment("x-other", at, on="star", by="A Parent", media=(photo(address=f"{url}/comment.jpg"),)),
            ],
        ),
        facebook_page(
            "oakprimary",
            id="2001",
            token=page_token("2001"),
            diary=[
                shown("garden", "garden.jpg", "Our garden in November."),
                shown("face", "face.jpg", "A portrait."),
                shown("trip", "trip.jpg", "A trip."),
                shown("half", "half.jpg", "Half a picture."),
                shown("bomb", "bomb.png", "A small file."),
                post("film", at, "A film.", video()),
                post("visit", at, "Hello!", photo(address=f"{url}/visitor.jpg"), by="A Parent"),
                elsewhere("theirs", at, "Ours.", photo(address=f"{url}/share.jpg"), by="Another School"),
                post("share", at, "See what they do!", reposts="theirs"),
                comment("fb", at, on="garden", by="A Parent", text="Hi", media=(photo(address=f"{url}/comment.jpg"),)),
            ],
        ),
    )


def by_rule(line: Line, rule: str) -> list[dict[str, Any]]:
    return [finding for finding in line.findings() if finding["rule"] == rule]


def gaps(ended: Any) -> dict[str, list[str]]:  # noqa: ANN401 - a command that ended
    return {
        one["account"]: [gap["what"] for gap in one["gaps"] if "picture" in gap["what"]]
        for one in ended.json["accounts"]
    }


def test_a_night_with_pictures(line: Line, pictures: PictureStandIn) -> None:
    night = line.audit(NIGHT)
    assert night.code == 0
    assert sorted(set(pictures.asked)) == [
        "/bomb.png", "/certificate.jpg", "/face.jpg", "/garden.jpg", "/half.jpg", "/trip.jpg",
    ]  # fmt: skip

    (named,) = by_rule(line, "unnamed-children")
    assert (named["severity"], named["account"], named["spans"]) == ("high", "x:oakprimary", [])
    assert named["message"] == "A child's name can be read on a picture of this post."
    assert "read on a picture" in named["why"]
    (close,) = by_rule(line, "close-up")
    assert (close["severity"], close["subject"]["kind"]) == ("info", "post")
    (tells,) = by_rule(line, "picture-metadata")
    assert tells["severity"] == "low"

    told = gaps(night)
    assert told["x:oakprimary"] == []
    assert sorted(told["facebook:oakprimary"]) == [
        "1 picture was not looked at: it cannot be opened as a picture",
        "1 picture was not looked at: too large",
    ]

    pictures.asked.clear()
    line.forget_requests()
    second = line.audit(NEXT_NIGHT)
    assert second.json["findings"] == {"new": 0, "open": night.json["findings"]["open"], "resolved": 0}
    assert sorted(pictures.asked) == ["/bomb.png", "/half.jpg"]  # what could not be looked at is tried again

    report = line.auditor("report", "--as-of", (NEXT_NIGHT + timedelta(days=2)).isoformat())
    assert "not looked at: too large" in " ".join(report.out.split())
    nothing_is_left_of_the_words(line)


def nothing_is_left_of_the_words(line: Line) -> None:
    kept = b"".join(file.read_bytes() for file in line.home.rglob("*") if file.is_file())
    said = "".join(line.printed) + "".join(mail.as_string() for mail in line.mails())
    for word in (GIVEN, SURNAME, "CERTIFICATE", "canary-serial"):
        assert word.encode() not in kept
        assert word not in said


def test_a_name_that_the_register_learns_is_read_again_and_resolved(line: Line) -> None:
    line.audit(NIGHT)
    known = f'{REGISTER}\n[school.known]\nstaff = ["{GIVEN} {SURNAME}"]\n'
    (line.folder / "register.toml").write_text(known, encoding="utf-8")
    line.audit(NEXT_NIGHT)  # which looks the post up, because its finding stands open
    assert [finding["status"] for finding in by_rule(line, "unnamed-children")] == ["resolved"]


def test_without_the_extra_nobody_claims_to_have_looked(line: Line, pictures: PictureStandIn, tmp_path: Path) -> None:
    broken = tmp_path / "without"
    broken.mkdir()
    (broken / "rapidocr.py").write_text("raise ImportError(\"No module named 'rapidocr'\", name='rapidocr')")
    line.environment["PYTHONPATH"] = f"{broken}:{CHECKOUT}"

    night = line.audit(NIGHT)
    assert night.code == 0
    assert {one["status"] for one in night.json["accounts"]} == {"checked"}
    assert pictures.asked == []
    assert by_rule(line, "unnamed-children") == []
    assert [what.split(":")[0] for what in gaps(night)["x:oakprimary"]] == ["1 picture was not looked at"]
    assert (
        "5 pictures were not looked at: what is needed for it is not installed" in gaps(night)["facebook:oakprimary"][0]
    )
    doctor = line.auditor("doctor")
    assert 'pip install "school-social-auditor[pictures]"' in " ".join(doctor.out.split())
    weekly = " ".join(line.auditor("report", "--week", "2026-W47", "--as-of", NEXT_NIGHT.isoformat()).out.split())
    assert "not everything was read" in weekly
    assert "not looked at: what is needed for it is not installed" in weekly

    del line.environment["PYTHONPATH"]
    second = line.audit(NEXT_NIGHT, "--full")
    assert gaps(second)["x:oakprimary"] == []
    assert len(by_rule(line, "unnamed-children")) == 1


def test_a_school_that_does_not_ask_is_left_alone(tmp_path: Path, pictures: PictureStandIn) -> None:
    register = a_register(
        SCHOOL.replace('handle = "oakprimary"', 'handle = "oakprimary"\npictures = false', 1)
    ).replace('policy = "com01"', 'policy = "com01"\npictures = true')
    with a_line(tmp_path, diary(pictures.url), register, NIGHT) as line:
        night = line.audit(NIGHT)
        assert pictures.asked == []
        assert gaps(night) == {"x:oakprimary": [], "facebook:oakprimary": []}
        report = " ".join(line.auditor("report", "--as-of", NEXT_NIGHT.isoformat()).out.split())
        assert "What pictures show is not looked at" in report
