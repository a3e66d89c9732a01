// A chosen file goes at once, with its progress shown; a broken line keeps the choice and says so. Without this module the
// button of each form does it.
function begin() {
  for (const place of document.querySelectorAll<HTMLElement>('[data-upload]')) {
    const form = place.querySelector('form')
    const input = form?.querySelector<HTMLInputElement>('input[type=file]')
    if (!form || !input) continue
    showButton(form, false)
    input.addEventListener('change', () => {
      if (input.files?.length) send(place, form)
    })
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      if (input.files?.length) send(place, form)
    })
  }
}

// Choosing sends; the button comes back when a broken line makes it needed.
function showButton(form: HTMLFormElement, needed: boolean) {
  for (const button of form.querySelectorAll<HTMLElement>('.actions')) button.hidden = !needed
}

function send(place: HTMLElement, form: HTMLFormElement) {
  if (place.dataset.busy === 'yes') return
  place.dataset.busy = 'yes'
  const bar = document.createElement('progress')
  const words = document.createElement('p')
  words.setAttribute('role', 'status')
  bar.max = 100
  const old = place.querySelector('.sending')
  const shown = document.createElement('div')
  shown.className = 'sending'
  shown.append(words, bar)
  old?.remove()
  form.after(shown)

  const request = new XMLHttpRequest()
  request.open('POST', form.action)
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    const percent = Math.floor((loaded / total) * 100)
    bar.value = percent
    words.textContent = (place.dataset.sending ?? '').replace('#', String(percent))
  })
  request.addEventListener('load', () => {
    const page = new DOMParser().parseFromString(request.responseText, 'text/html').querySelector('main')
    if (!page) return failed()
    document.querySelector('main')?.replaceWith(page)
    const slip = document.getElementById('error-summary')
    if (slip) slip.focus()
    else document.getElementById(form.action.split('/').at(-1) ?? '')?.scrollIntoView({ block: 'nearest' })
    begin()
  })
  const failed = () => {
    place.dataset.busy = 'no'
    showButton(form, true)
    bar.remove()
    words.textContent = place.dataset.failed ?? ''
  }
  request.addEventListener('error', failed)
  request.addEventListener('abort', failed)
  request.send(new FormData(form))
}

begin()

export {}
