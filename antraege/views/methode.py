"""An address that takes forms alone, opened as a page: by signing in again after the session ended, or by a bookmark."""

from django.shortcuts import render


class Methode:
    """Middleware: puts a page with a way on where Django would answer 405 with nothing at all."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page
