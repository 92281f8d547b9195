// Passkeys: made and used by the browser itself; the form carries the result.
const { PublicKeyCredential: kind } = window;
const works = kind?.parseCreationOptionsFromJSON && kind.parseRequestOptionsFromJSON;

async function optionsOf(form) {
  const kept = form.dataset.options && document.getElementById(form.dataset.options);
  if (kept) return JSON.parse(kept.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

async function credential(form) {
  const { publicKey } = await optionsOf(form);
  if (form.dataset.passkey === "get") {
    return navigator.credentials.get({ publicKey: kind.parseRequestOptionsFromJSON(publicKey) });
  }
  Object.assign(publicKey.authenticatorSelection, {
    residentKey: "required", requireResidentKey: true, userVerification: "required",
  });
  return navigator.credentials.create({ publicKey: kind.parseCreationOptionsFromJSON(publicKey) });
}

for (const form of works ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  document.querySelector("[data-no-passkey]")?.remove();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      form.elements.credential.value = JSON.stringify(await credential(form));
      form.submit();
    } catch {
      form.querySelector("[data-problem]").hidden = false;
    }
  });
}
