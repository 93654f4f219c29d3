// In the box for numbers, Enter sends; Shift and Enter begin a new line.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  if (!event.target.matches("form.entry textarea")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});
