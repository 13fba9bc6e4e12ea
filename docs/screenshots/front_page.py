"""What citizens see first."""

from docs.screenshots.camera import Camera


def take_all(camera: Camera) -> None:
    """Take the front page."""
    page = camera.visitor((1280, 1040))
    page.goto("/")
    camera.take(page, "trang-chu")
