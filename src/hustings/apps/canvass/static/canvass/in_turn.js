// What is typed goes off line by line while the next is typed, and in the order in which it was typed.

// A way to send one after another. Whoever leaves while something is not with the server is asked first: it is nowhere
// but on this page. `answers` holds what could not be sent.
function inTurn(answers) {
  let queue = Promise.resolve();
  let onTheirWay = 0;
  window.addEventListener("beforeunload", (event) => {
    if (onTheirWay || answers.querySelector("[data-unsent]")) event.preventDefault();
  });
  return (send) => {
    onTheirWay += 1;
    queue = queue.then(send).finally(() => { onTheirWay -= 1; });
  };
}

// The part of a page that answers what was told; anything else, such as a page to sign in on, is a failure.
async function answerTo(where, told) {
  const response = await fetch(where, { method: "POST", body: told, headers: { "HX-Request": "true" } });
  if (!response.ok || response.redirected || response.headers.has("HX-Redirect")) throw new Error(response.status);
  return response.text();
}
