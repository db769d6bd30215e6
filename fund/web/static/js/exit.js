// Leave at once: the page goes blank, the session ends, and "back" does not lead here again.
// Without this module the button is a plain link.
const link = document.querySelector("#exit");
const TIMES = 3;
const WITHIN = 3000;
let presses = [];

function leave() {
  document.documentElement.hidden = true;
  navigator.sendBeacon("/exit");
  location.replace(link.href);
}

function isTyping(event) {
  return event.target instanceof Element && event.target.closest("input, textarea, select") !== null;
}

link.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

document.addEventListener("keydown", (event) => {
  if (event.repeat) return;
  if (event.key !== "Shift" || isTyping(event)) {
    presses = [];
    return;
  }
  presses = [...presses.filter((at) => event.timeStamp - at < WITHIN), event.timeStamp];
  if (presses.length >= TIMES) leave();
});
