// A press takes the words beside the button along. Without this module they can be marked by hand.
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  const { copy = '', done = '' } = button.dataset
  const before = button.textContent
  button.hidden = !navigator.clipboard
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(copy)
    button.textContent = done
    setTimeout(() => {
      button.textContent = before
    }, 2000)
  })
}

export {}
