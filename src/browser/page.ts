// On every page: a form that is on its way isn't sent a second time by an impatient thumb.
for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent === 'yes' && form.method === 'post') event.preventDefault()
    form.dataset.sent = 'yes'
  })
}
// Back from the next page: the form may be sent again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form')) delete form.dataset.sent
})

// The summary of what is wrong is the first thing to read.
document.getElementById('error-summary')?.focus()

// What only paper needs.
for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}

export {}
