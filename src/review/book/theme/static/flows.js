// Lets a pointer ask the drawings of flows: over an origin, what does not pass through it fades; a click says which
// figures it stands for. The drawings are complete without it.
(function () {
  "use strict";

  function spotOf(event) { return event.target.closest && event.target.closest(".flows [data-key]"); }

  function fade(event) {
    const spot = spotOf(event);
    if (!spot) return;
    spot.ownerSVGElement.querySelectorAll("[data-passes]").forEach(function (piece) {
      const passes = event.type === "pointerout" || JSON.parse(piece.dataset.passes).includes(spot.dataset.key);
      piece.classList.toggle("faded", !passes);
    });
  }

  // What a click on a mark means is said to the page; cards.js answers.
  function tell(event) {
    const spot = spotOf(event);
    if (!spot || !spot.dataset.figureIds) return;
    const figures = spot.dataset.figureIds.split(" ");
    const detail = { figures: figures, name: spot.dataset.key, x: event.clientX, y: event.clientY };
    document.dispatchEvent(new CustomEvent("review:mark", { detail: detail }));
  }

  document.addEventListener("pointerover", fade);
  document.addEventListener("pointerout", fade);
  document.addEventListener("click", tell);
})();
