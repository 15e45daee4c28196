"""What the shop will sell: demand by product, category and shop, with ranges that hold.

`forecast_panel` is the one door for answers; `models` and `compare` measure it against the field's own models.
"""

from analytics.demand.forecast import forecast_panel
from analytics.demand.panel import daily_units
from analytics.demand.result import Footing, Forecast, Method, Note, PanelForecast

__all__ = ["Footing", "Forecast", "Method", "Note", "PanelForecast", "daily_units", "forecast_panel"]
