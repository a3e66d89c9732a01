// Answers are kept as they are given: each change goes to the server by itself, again and again while the line is bad.
const form = document.querySelector<HTMLFormElement>('form#answers')
const status = form?.querySelector<HTMLElement>('[data-kept]')
const pauseBetweenTries = 4000
let waiting: ReturnType<typeof setTimeout> | undefined

function say(word: 'kept' | 'keeping' | 'notKept') {
  if (status) status.textContent = status.dataset[word] ?? ''
}

async function keep() {
  if (!form) return
  say('keeping')
  const fields = [...new FormData(form)].filter((field): field is [string, string] => typeof field[1] === 'string')
  const address = form.action.replace(/\/[^/]+$/, '')
  try {
    const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(fields) })
    if (!answer.ok) throw new Error(String(answer.status))
    say('kept')
  } catch {
    say('notKept')
    waiting = setTimeout(keep, pauseBetweenTries)
  }
}

form?.addEventListener('change', () => {
  clearTimeout(waiting)
  waiting = setTimeout(keep, 300)
})
form?.addEventListener('submit', () => clearTimeout(waiting))
addEventListener('online', () => {
  if (waiting) void keep()
})

export {}
