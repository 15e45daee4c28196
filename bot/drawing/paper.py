"""A sheet of paper measured in pixels from its upper left corner, and the marks one can make on it.

The only place that speaks to matplotlib's figure. It keeps to `Figure` and Agg: no global state,
nothing shared between threads, nothing that outlives the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from bot.drawing.lettering import font
from bot.drawing.theme import CAP_HALF, DPI, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drawing.theme import Palette

Align = Literal["left", "center", "right"]
_HALO = 7
_COMPRESSION = 6  # PNG: above it the picture takes longer and hardly shrinks


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the paper; `top` is the smaller y."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How tall it is."""
        return self.bottom - self.top


class Paper:
    """An empty picture of a given height that takes lettering, lines, boxes, shapes and dots."""

    def __init__(self, height: int, palette: Palette) -> None:
        self.palette = palette
        self.figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=palette.paper)
        self._downward = Affine2D().scale(1, -1).translate(0, height)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float,
        colour: str,
        bold: bool = False,
        align: Align = "left",
        halo: bool = False,
    ) -> None:
        """Write one clean line whose capitals are centred on `y`; a halo parts it from what is behind."""
        if words:
            self.figure.add_artist(
                Text(
                    x,
                    y + CAP_HALF * size,
                    words,
                    color=colour,
                    fontproperties=font(size, bold=bold),
                    horizontalalignment=align,
                    verticalalignment="baseline",
                    parse_math=False,
                    usetex=False,
                    transform=self._downward,
                    path_effects=[withStroke(linewidth=_HALO, foreground=self.palette.paper)]
                    if halo
                    else None,
                    zorder=9,
                )
            )

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        colour: str,
        width: float,
        dashed: bool = False,
        dotted: bool = False,
        order: int = 4,
    ) -> None:
        """Draw a line through the points."""
        pattern = (3.0, 3.0) if dashed else (0.1, 2.4) if dotted else None
        self.figure.add_artist(
            Line2D(
                xs,
                ys,
                color=colour,
                linewidth=width,
                linestyle="solid" if pattern is None else (0, pattern),
                dash_capstyle="round" if dotted else "butt",
                solid_joinstyle="round",
                solid_capstyle="round" if order > 1 else "butt",
                transform=self._downward,
                zorder=order,
            )
        )

    def box(self, area: Area, *, colour: str, order: int = 2) -> None:
        """Fill a rectangle."""
        self.figure.add_artist(
            Rectangle(
                (area.left, area.top),
                area.width,
                area.height,
                facecolor=colour,
                linewidth=0,
                transform=self._downward,
                zorder=order,
            )
        )

    def shape(self, corners: Sequence[tuple[float, float]], *, colour: str, order: int = 2) -> None:
        """Fill a polygon."""
        self.figure.add_artist(
            Polygon(corners, facecolor=colour, linewidth=0, transform=self._downward, zorder=order)
        )

    def dots(
        self, xs: Sequence[float], ys: Sequence[float], *, radius: float, colour: str, order: int = 5
    ) -> None:
        """Draw round dots with a thin rim of paper, so that neighbours stay apart."""
        self.figure.add_artist(
            Line2D(
                xs,
                ys,
                linestyle="none",
                marker="o",
                markersize=2 * radius,
                markerfacecolor=colour,
                markeredgecolor=self.palette.paper,
                markeredgewidth=2,
                transform=self._downward,
                zorder=order,
            )
        )

    def png(self) -> bytes:
        """Give the picture as the bytes of a PNG file, the same for the same marks."""
        file = BytesIO()
        canvas: Any = FigureCanvasAgg(self.figure)  # its print_png carries no types
        canvas.print_png(file, metadata={"Software": None}, pil_kwargs={"compress_level": _COMPRESSION})
        return file.getvalue()
