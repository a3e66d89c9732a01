// A passkey lies in the device, and only a script can ask for it. The server's question goes to the device, the device's
// answer goes back in the form's hidden field; everything else the form does as any other.
for (const place of document.querySelectorAll<HTMLElement>('[data-passkey]')) if (isPossible()) offer(place)

function isPossible(): boolean {
  return 'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential
}

function offer(place: HTMLElement) {
  const form = place.querySelector('form')
  const answer = form?.querySelector<HTMLInputElement>('input[name=answer]')
  if (!form || !answer) return
  place.hidden = false
  place.parentElement?.querySelector('[data-passkey-none]')?.remove()
  form.addEventListener(
    'submit',
    (event) => {
      if (answer.value !== '') return
      event.preventDefault()
      // The page's own guard against sending twice must not count this first press.
      event.stopImmediatePropagation()
      void ask(place, form, answer)
    },
    { capture: true },
  )
}

async function ask(place: HTMLElement, form: HTMLFormElement, answer: HTMLInputElement) {
  const refused = place.querySelector<HTMLElement>('[data-passkey-refused]')
  if (refused) refused.hidden = true
  try {
    const asked = await fetch(place.dataset.passkey ?? '', { method: 'POST' })
    if (!asked.ok) throw new Error(String(asked.status))
    const options = await asked.json()
    const credential = form.action.endsWith('/account/passkeys') ? await make(options) : await use(options)
    if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey')
    answer.value = JSON.stringify(credential)
    form.requestSubmit()
  } catch {
    // Whoever closes the device's window, or has no passkey here, stays on the page and may try again.
    if (refused) refused.hidden = false
  }
}

const make = (options: PublicKeyCredentialCreationOptionsJSON) =>
  navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })

const use = (options: PublicKeyCredentialRequestOptionsJSON) =>
  navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })

export {}
