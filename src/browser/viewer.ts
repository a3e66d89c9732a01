// A picture of a paper is turned, enlarged and moved through by buttons and keys; nothing of it is kept. Without this module it
// stands there as large as the page allows. A PDF has the browser's own buttons in its frame.
for (const place of document.querySelectorAll<HTMLElement>('[data-viewer]')) {
  const picture = place.querySelector('img')
  if (picture) view(place, picture)
}

function view(place: HTMLElement, picture: HTMLImageElement) {
  const sheet = document.createElement('div')
  const turn = document.createElement('div')
  sheet.className = 'loupe'
  sheet.tabIndex = 0
  sheet.setAttribute('role', 'region')
  sheet.setAttribute('aria-label', picture.alt)
  picture.replaceWith(sheet)
  turn.append(picture)
  sheet.append(turn)

  let zoom = 1
  let quarter = 0
  const said = document.createElement('span')
  said.setAttribute('role', 'status')
  const show = () => {
    const { naturalWidth: wide, naturalHeight: high } = picture
    if (!wide || !high) return
    const upright = quarter % 2 === 0
    const width = sheet.clientWidth * zoom
    const height = upright ? (width * high) / wide : (width * wide) / high
    turn.style.width = `${width}px`
    turn.style.height = `${height}px`
    picture.style.width = `${upright ? width : height}px`
    picture.style.transform = `rotate(${quarter * 90}deg)`
    said.textContent = `${Math.round(zoom * 100)} %`
  }
  const doings: Record<string, () => void> = {
    larger: () => {
      zoom = Math.min(zoom * 1.25, 8)
    },
    smaller: () => {
      zoom = Math.max(zoom / 1.25, 0.25)
    },
    fit: () => {
      zoom = 1
    },
    right: () => {
      quarter = (quarter + 1) % 4
    },
    left: () => {
      quarter = (quarter + 3) % 4
    },
  }
  const act = (name: string) => {
    doings[name]?.()
    show()
  }
  sheet.before(buttonsFor(place, act, said))
  const keys: Record<string, string> = {
    '+': 'larger',
    '=': 'larger',
    '-': 'smaller',
    '0': 'fit',
    r: 'right',
    R: 'left',
  }
  sheet.addEventListener('keydown', (event) => {
    const name = keys[event.key]
    if (!name || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act(name)
  })
  picture.addEventListener('load', show)
  addEventListener('resize', show)
  show()
}

function buttonsFor(place: HTMLElement, act: (name: string) => void, said: HTMLElement): HTMLElement {
  const bar = document.createElement('div')
  bar.className = 'actions'
  for (const [name, sign] of Object.entries({ larger: '+', smaller: '−', fit: '↔', left: '↺', right: '↻' })) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'btn soft'
    button.textContent = sign
    const words = place.dataset[name] ?? name
    button.title = words
    button.setAttribute('aria-label', words)
    button.addEventListener('click', () => act(name))
    bar.append(button)
  }
  bar.append(said)
  return bar
}

export {}
