// A second click on a form that is on its way does nothing. The server keeps the same promise without this module.
const AGAIN_AFTER = 8000;
const sent = new WeakMap();

document.addEventListener("submit", (event) => {
  const at = sent.get(event.target);
  if (at !== undefined && event.timeStamp - at < AGAIN_AFTER) event.preventDefault();
  else sent.set(event.target, event.timeStamp);
});
