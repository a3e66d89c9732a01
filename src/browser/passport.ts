// A photo of the passport is sent at once and read while the person goes on; the page with the answer comes by itself. Without
// this module the button of each form does it.
function begin() {
  const place = document.querySelector<HTMLElement>('[data-passport]')
  for (const form of place?.querySelectorAll('form') ?? []) {
    const input = form.querySelector<HTMLInputElement>('input[type=file]')
    input?.addEventListener('change', () => {
      if (place && input.files?.length) send(place, form)
    })
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      if (place && (!input || input.files?.length)) send(place, form)
    })
  }
}

function send(place: HTMLElement, form: HTMLFormElement) {
  if (place.dataset.busy === 'yes') return
  place.dataset.busy = 'yes'
  const bar = document.createElement('progress')
  const words = document.createElement('p')
  words.setAttribute('role', 'status')
  const shown = document.createElement('div')
  shown.className = 'sending'
  shown.append(words, bar)
  place.querySelector('.sending')?.remove()
  form.after(shown)
  const multipart = form.enctype === 'multipart/form-data'
  const reading = () => {
    bar.removeAttribute('value')
    words.textContent = place.dataset.reading ?? ''
  }
  if (!multipart) reading()

  const request = new XMLHttpRequest()
  request.open('POST', form.action)
  request.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.max = total
    bar.value = loaded
    words.textContent = (place.dataset.sending ?? '').replace('#', String(Math.floor((loaded / total) * 100)))
  })
  // The photo is there; now it is read, and nobody knows how long that takes.
  request.upload.addEventListener('load', reading)
  const failed = () => {
    place.dataset.busy = 'no'
    delete form.dataset.sent
    bar.remove()
    words.textContent = place.dataset.failed ?? ''
  }
  request.addEventListener('load', () => {
    const page = new DOMParser().parseFromString(request.responseText, 'text/html').querySelector('main')
    if (!page) return failed()
    document.querySelector('main')?.replaceWith(page)
    const first = document.getElementById('error-summary') ?? page.querySelector<HTMLElement>('[role=status]')
    first?.setAttribute('tabindex', '-1')
    first?.focus()
    begin()
  })
  request.addEventListener('error', failed)
  request.addEventListener('abort', failed)
  request.send(multipart ? new FormData(form) : null)
}

begin()

export {}
