"""A sheet of paper measured in pixels from its upper left corner, and the marks one can make on it.

The only place that speaks to matplotlib's figure. It keeps to `Figure` and Agg: no global state,
nothing shared between threads, nothing that outlives the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

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
    from collections.abc import Callable, Sequence

    from matplotlib.artist import Artist

    from bot.drawing.theme import Palette

_Mark: TypeAlias = "Callable[[Affine2D, float], Artist]"  # given where the paper's pixels lie, and their size
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
        self.height = height
        self._marks: list[_Mark] = []

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
            self._mark(
                lambda to, by: Text(
                    x,
                    y + CAP_HALF * size,
                    words,
                    color=colour,
                    fontproperties=font(size * by, bold=bold),
                    horizontalalignment=align,
                    verticalalignment="baseline",
                    parse_math=False,
                    usetex=False,
                    transform=to,
                    path_effects=[withStroke(linewidth=_HALO * by, foreground=self.palette.paper)]
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
        self._mark(
            lambda to, by: Line2D(
                xs,
                ys,
                color=colour,
                linewidth=width * by,
                linestyle="solid" if pattern is None else (0, pattern),
                dash_capstyle="round" if dotted else "butt",
                solid_joinstyle="round",
                solid_capstyle="round" if order > 1 else "butt",
                transform=to,
                zorder=order,
            )
        )

    def box(self, area: Area, *, colour: str, order: int = 2) -> None:
        """Fill a rectangle."""
        self._mark(
            lambda to, _: Rectangle(
                (area.left, area.top),
                area.width,
                area.height,
                facecolor=colour,
                linewidth=0,
                transform=to,
                zorder=order,
            )
        )

    def shape(self, corners: Sequence[tuple[float, float]], *, colour: str, order: int = 2) -> None:
        """Fill a polygon."""
        self._mark(lambda to, _: Polygon(corners, facecolor=colour, linewidth=0, transform=to, zorder=order))

    def dots(
        self, xs: Sequence[float], ys: Sequence[float], *, radius: float, colour: str, order: int = 5
    ) -> None:
        """Draw round dots with a thin rim of paper, so that neighbours stay apart."""
        self._mark(
            lambda to, by: Line2D(
                xs,
                ys,
                linestyle="none",
                marker="o",
                markersize=2 * radius * by,
                markerfacecolor=colour,
                markeredgecolor=self.palette.paper,
                markeredgewidth=2 * by,
                transform=to,
                zorder=order,
            )
        )

    def _mark(self, mark: _Mark) -> None:
        self._marks.append(mark)
        self.__dict__.pop("figure", None)

    def onto(self, figure: Figure, left: float, top: float, wide: float) -> None:
        """Set all marks on a figure of 72 dots an inch, `wide` pixels wide, from its upper left corner on."""
        by = wide / WIDTH
        to = Affine2D().scale(by, -by).translate(left, figure.bbox.height - top)
        for mark in self._marks:
            figure.add_artist(mark(to, by))

    @cached_property
    def figure(self) -> Figure:
        """The picture by itself, in its full size."""
        figure = Figure(figsize=(WIDTH / DPI, self.height / DPI), dpi=DPI, facecolor=self.palette.paper)
        self.onto(figure, 0, 0, WIDTH)
        return figure

    def png(self) -> bytes:
        """Give the picture as the bytes of a PNG file, the same for the same marks."""
        file = BytesIO()
        canvas: Any = FigureCanvasAgg(self.figure)  # its print_png carries no types
        canvas.print_png(file, metadata={"Software": None}, pil_kwargs={"compress_level": _COMPRESSION})
        return file.getvalue()
