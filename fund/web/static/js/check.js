// The check beforehand, live: after each change the form is weighed and the answer takes the place of what #check said.
// Without this module there is a button that asks for it.
const PAUSE = 400;

function words(form) {
  const typed = new FormData(form);
  for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
  return new URLSearchParams(typed);
}

async function weigh(form, signal) {
  const answer = await fetch(form.dataset.check, { method: "POST", body: words(form), signal });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const news = page.querySelector("#check");
  const here = document.querySelector("#check");
  if (!news || !here) return;
  here.className = news.className;
  here.replaceChildren(...news.childNodes);
}

function watch(form) {
  let timer;
  let asked = new AbortController();
  form.querySelectorAll("[data-check-button]").forEach((button) => { button.hidden = true; });
  const ask = (pause) => {
    clearTimeout(timer);
    asked.abort();
    asked = new AbortController();
    timer = setTimeout(() => weigh(form, asked.signal).catch(() => {}), pause);
  };
  for (const kind of ["input", "change"]) form.addEventListener(kind, () => ask(PAUSE));
  // Enter in a field weighs: what is decided or kept takes a button that says so
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input:not([type=submit], [type=button], [type=file])")) return;
    event.preventDefault();
    ask(0);
  });
}

document.querySelectorAll("form[data-check]").forEach(watch);
