"""The product's addresses with the demonstration's, as at a demonstration."""

from django.urls import include, path

from kabinet.project import urls as of_the_product

handler400, handler403 = of_the_product.handler400, of_the_product.handler403
handler404, handler500 = of_the_product.handler404, of_the_product.handler500
urlpatterns = [*of_the_product.urlpatterns, path("demo/", include("kabinet.demo.urls"))]
