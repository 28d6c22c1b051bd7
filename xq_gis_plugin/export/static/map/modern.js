/* By itself, so that a browser which cannot parse it goes on without it: syntax of ES2017, and what the
   page calls. */
(function () {
  const known = async (one, ...more) => [...more, `${one}`, one ** 2];
  const { CSS, Promise, Map, Uint8Array, CustomEvent, requestAnimationFrame, Element, NodeList } = window;
  if (known && Promise && Map && Uint8Array && CustomEvent && requestAnimationFrame
    && Object.entries && Object.assign && Array.from && "".padStart && "".normalize
    && Element.prototype.closest && Element.prototype.remove && NodeList.prototype.forEach
    && HTMLCanvasElement.prototype.toBlob && URL.createObjectURL && window.Path2D
    && CSS && CSS.supports && CSS.supports("display", "grid") && CSS.supports("color", "var(--x)")) {
    document.documentElement.className = "";
  }
}());
