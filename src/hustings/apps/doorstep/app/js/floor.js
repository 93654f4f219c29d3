// Says so where the browser is too old or the address is not safe. Written for browsers that know nothing newer.
(function () {
  var needed = "noModule" in document.createElement("script") && window.indexedDB && window.crypto &&
    "serviceWorker" in navigator && crypto.subtle && crypto.randomUUID && window.HTMLDialogElement && [].at && window.structuredClone;
  var secure = window.isSecureContext !== false;

  function tell() {
    if (window.hustings) return;
    var asked = new XMLHttpRequest();
    asked.open("GET", "/door/words.json");
    asked.onload = function () {
      var book = JSON.parse(asked.responseText);
      var code = String(navigator.language).slice(0, 2);
      var words = (book.languages[code] || book.languages.en).words;
      var place = book.keys.indexOf(secure ? "old" : "insecure");
      var screen = document.getElementById("screen");
      screen.textContent = words[place] || book.languages.en.words[place];
      screen.className = "warning";
      screen.setAttribute("role", "alert");
    };
    asked.send();
  }

  window.hustings = null;
  if (!needed || !secure) {
    window.hustings = false;
    document.addEventListener("DOMContentLoaded", tell);
  } else {
    window.addEventListener("load", function () { setTimeout(tell, 8000); });
  }
})();
