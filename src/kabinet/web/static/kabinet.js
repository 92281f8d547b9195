// What pages gain with script; each works without. Driven by data- attributes only (docs/frontend.md).
const all = (what, root = document) => [...root.querySelectorAll(what)];
const one = (what, root = document) => root.querySelector(what);
document.documentElement.classList.add("js");

// An error summary is read first.
one("[data-focus]")?.focus();

// A second click sends nothing. The button keeps its name and value, so it is not disabled.
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", () => {
  for (const form of all("form[data-sent]")) delete form.dataset.sent;
  for (const button of all("button[aria-disabled]")) button.removeAttribute("aria-disabled");
});

// Characters left; spoken after a pause, not at each key.
for (const field of all("textarea[data-limit]")) {
  const said = field.parentElement.querySelector("[data-left]");
  const show = () => {
    const left = field.dataset.limit - field.value.length;
    said.textContent = `${left < 0 ? said.dataset.over : said.dataset.left} ${Math.abs(left)}`;
    said.classList.toggle("govuk-error-message", left < 0);
  };
  let pause;
  said?.setAttribute("aria-live", "polite");
  if (said) field.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(show, 400); });
  if (said && field.value) show();
}

// Files: one by one, with progress; a large photo is made smaller first.
async function shrunk(file, most, side) {
  if (file.size <= most || !/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff"; // a transparent ground would turn black
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return file; // a format that this browser cannot read goes as it is
  }
}

function send(form, input, file, bar) {
  return new Promise((done) => {
    const data = new FormData(form);
    data.delete(input.name);
    data.append(input.name, file, file.name);
    data.append("act", "upload");
    const call = new XMLHttpRequest();
    call.open("POST", form.getAttribute("action") || location.href);
    call.upload.onprogress = (event) => { bar.max = event.total; bar.value = event.loaded; };
    call.onload = () => done(call.status < 500 ? call.responseText : "");
    call.onerror = call.ontimeout = () => done("");
    call.send(data);
  });
}

for (const form of all("form[data-upload]")) {
  const input = one("input[type=file]", form);
  const list = one("[data-sending]", form);
  const live = one("[data-live]", form);
  const said = form.dataset;
  const tell = (text) => { live.textContent = text; };

  const line = (file) => {
    const item = document.createElement("li");
    const name = Object.assign(document.createElement("span"), { className: "kb-files__name", textContent: file.name });
    const state = Object.assign(document.createElement("span"), { className: "kb-muted" });
    const bar = Object.assign(document.createElement("progress"), { value: 0, max: 1 });
    bar.setAttribute("aria-label", file.name);
    item.append(name, state, bar);
    list.append(item);
    return { item, state, bar };
  };
  const bad = ({ item, state, bar }, text, again) => {
    bar.remove();
    state.className = "is-bad";
    state.textContent = text;
    tell(text);
    if (!again) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "kb-linkish", textContent: said.saidAgain });
    button.onclick = () => { item.remove(); add([again]); };
    item.append(button);
  };
  const put = (html) => { // the page that came back holds the list as it is now
    const fresh = html && new DOMParser().parseFromString(html, "text/html").getElementById(said.upload);
    if (fresh) document.getElementById(said.upload).replaceWith(document.adoptNode(fresh));
    return fresh;
  };
  const each = async (file) => {
    const row = line(file);
    if (!file.size) return bad(row, said.saidEmpty);
    row.state.textContent = said.saidShrinking;
    const ready = await shrunk(file, +said.shrink, +said.side);
    if (ready.size > +said.limit) return bad(row, said.saidBig);
    row.state.textContent = said.saidSending;
    const fresh = put(await send(form, input, ready, row.bar));
    if (!fresh) return bad(row, said.saidLost, file);
    row.item.remove();
    tell(one(".govuk-error-message", fresh)?.textContent || `${said.saidDone}: ${file.name}`);
  };
  let queue = Promise.resolve();
  const add = (files) => { for (const file of files) queue = queue.then(() => each(file)); };
  input.addEventListener("change", () => { add([...input.files]); input.value = ""; });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    input.addEventListener(kind, () => input.parentElement.classList.toggle("is-over", kind === "dragover"));
  }
}

// Desk keys, by place on the keyboard: under a Russian layout J types «о». Each person may switch them off.
if (document.body.hasAttribute("data-keys")) {
  let at = -1;
  const go = (step) => {
    const rows = all("[data-row]");
    if (!rows.length) return;
    rows[at]?.classList.remove("is-at");
    at = Math.max(0, Math.min(rows.length - 1, at + step));
    rows[at].classList.add("is-at");
    one("a[href]", rows[at])?.focus();
  };
  const row = () => all("[data-row]")[at];
  const acts = {
    KeyJ: () => go(1),
    KeyK: () => go(-1),
    KeyO: () => row() && one("a[href]", row())?.click(),
    KeyX: () => row() && one("input[type=checkbox]", row())?.click(),
    Slash: (event) => (event.shiftKey ? one("#keys")?.showModal() : one("[data-find]")?.focus()),
  };
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, dialog[open]");
    if (event.ctrlKey && event.code === "Enter" && event.target.form) return event.target.form.requestSubmit();
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !acts[event.code]) return;
    event.preventDefault();
    acts[event.code](event);
  });
}
