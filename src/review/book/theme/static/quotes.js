// Copies the words in which a number may be quoted, with their reference. Without scripts there is no button.
(function () {
  "use strict";

  function text(node) { return node.textContent; }

  function tidy(line) { return line.replace(/\s+/g, " ").trim(); }

  function offer(item) {
    const row = document.createElement("div");
    const button = document.createElement("button");
    const told = document.createElement("span");
    button.type = "button";
    button.className = "quotable-copy";
    button.textContent = "Copy with its reference";
    told.setAttribute("role", "status");
    button.addEventListener("click", function () {
      const entries = Array.from(item.querySelectorAll(".reference-entry"));
      const said = [item.querySelector(".quotable-words"), ...entries].map(text);
      window.reviewCopy(said.map(tidy).filter(Boolean).join("\n")).then(
        function () { told.textContent = "Copied"; },
        function () { told.textContent = "Select and copy it by hand"; },
      );
    });
    row.className = "quotable-copying";
    row.append(told, button);
    item.querySelector("details").before(row);
  }

  document.querySelectorAll(".quotable").forEach(offer);
})();
