"""Pages of messages."""

from django.urls import path

from notifications import ruecklauf, views

urlpatterns = [
    path("runden/<int:pk>/ruecklauf/nachricht/", ruecklauf.nachricht, name="ruecklauf_nachricht"),
    path("nachrichten/", views.nachrichten, name="nachrichten"),
    path("nachrichten/<int:pk>/", views.nachricht, name="nachricht"),
    path("demo/postausgang/", views.postliste, name="postausgang"),
    path("demo/postausgang/<str:name>/", views.post, name="post"),
]
