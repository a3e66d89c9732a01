// Choosing many: one press for all or none, and how many are chosen. Without this module each box is ticked by hand.
const place = document.querySelector<HTMLElement>('[data-choosing]')
if (place) choosing(place)

function choosing(place: HTMLElement) {
  const boxes = [...place.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
  const bar = document.createElement('div')
  const count = document.createElement('p')
  bar.className = 'actions'
  count.setAttribute('role', 'status')
  const tell = () => {
    count.textContent = (place.dataset.count ?? '').replace('#', String(boxes.filter((box) => box.checked).length))
  }
  const press = (text: string | undefined, checked: boolean) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'btn soft'
    button.textContent = text ?? ''
    button.addEventListener('click', () => {
      for (const box of boxes) box.checked = checked
      tell()
      ownChoice()
    })
    return button
  }
  bar.append(press(place.dataset.all, true), press(place.dataset.none, false), count)
  place.before(bar)
  place.addEventListener('change', () => {
    tell()
    ownChoice()
  })
  tell()
}

// Whoever ticks a box means the ticked ones.
function ownChoice() {
  const radio = document.querySelector<HTMLInputElement>('input[name=which][value=chosen]')
  if (radio) radio.checked = true
}

// A run that is on its way: the page is asked again until it has ended, without a reload.
const pause = 1500
if (document.querySelector('[data-running]')) setTimeout(look, pause)

async function look() {
  const answer = await fetch(location.href).catch(() => null)
  const text = answer?.ok ? await answer.text() : ''
  const page = new DOMParser().parseFromString(text, 'text/html').querySelector('main')
  if (page) document.querySelector('main')?.replaceWith(page)
  if (document.querySelector('[data-running]')) setTimeout(look, pause)
}

export {}
