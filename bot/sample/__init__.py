"""A made-up year of a made-up shop: `make demo`, documents, tests and benchmarks play with the same one.

Everything in it is invented, and what was put in is known (`year.Truth`): weekdays, pay-days, a December, a product
that dies, a customer who leaves, a campaign, days out of stock. So an analysis can be asked whether it finds it.
"""
