"""Sets of sites of which at most one may stand: the edges of the spacing graph, taken together.

One inequality for a clique says more than one for each of its edges: shops crowded within 50 m of
each other share a single place. In a graph of distances a few cliques cover all edges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["edge_cliques", "neighbours"]


def neighbours(count: int, pairs: NDArray[np.int64]) -> list[set[int]]:
    """Return the neighbours of each of ``count`` sites; ``pairs`` is (e, 2)."""
    found: list[set[int]] = [set() for _ in range(count)]
    for first, second in pairs.tolist():
        found[first].add(second)
        found[second].add(first)
    return found


def edge_cliques(count: int, pairs: NDArray[np.int64]) -> list[list[int]]:
    """Return maximal cliques that cover every edge.

    Parameters
    ----------
    count
        How many sites there are.
    pairs
        (e, 2) ascending, sorted.

    Returns
    -------
    list of list of int
        Ascending members, at least two; the same for the same graph.

    Examples
    --------
    >>> import numpy as np
    >>> edge_cliques(4, np.array([[0, 1], [0, 2], [1, 2], [2, 3]]))
    [[0, 1, 2], [2, 3]]
    """
    near = neighbours(count, pairs)
    covered: set[tuple[int, int]] = set()
    found = []
    for first, second in pairs.tolist():
        if (first, second) in covered:
            continue
        clique = [first, second]
        fitting = near[first] & near[second]
        while fitting:
            # The one that leaves most to choose from; of equals the first.
            best = max(fitting, key=lambda site: (len(near[site] & fitting), -site))
            clique.append(best)
            fitting &= near[best]
        clique.sort()
        found.append(clique)
        covered.update((clique[i], clique[j]) for i in range(len(clique)) for j in range(i + 1, len(clique)))
    return found
