from django.urls import path

from programme import views

app_name = "programme"

urlpatterns = [
    path("<str:slug>/programme/", views.programme, name="programme"),
]
