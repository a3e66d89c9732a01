// For those who work without a mouse: `data-key` names the key that opens, presses or focuses an element, j and k walk through
// what has `data-move` and through the rows of a table. Nothing happens while somebody types, and whoever switched keys off is not sent this module.
const secondKeyWithin = 1500
const stops = '[data-move], main .table tbody td:first-child a'
const field = document.querySelector<HTMLInputElement>('input[data-key="/"]')
let begun = ''
let forget: ReturnType<typeof setTimeout> | undefined

addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  const at = event.target instanceof HTMLElement ? event.target : document.body
  const done = isTyping(at) ? inField(at, event.key) : onPage(at, nameOf(event), event.repeat)
  if (done) event.preventDefault()
})

function isTyping(at: HTMLElement): boolean {
  if (at.isContentEditable || at.matches('textarea, select')) return true
  return at instanceof HTMLInputElement && !/^(checkbox|radio|button|submit|reset|file)$/.test(at.type)
}

// From the search field the arrow goes down into what was found.
function inField(at: HTMLElement, key: string): boolean {
  if (at !== field) return false
  if (key === 'Escape') field.blur()
  return key === 'ArrowDown' && move(at, 1)
}

// A keyboard set to Russian gives Cyrillic for the same keys, and a full stop where the slash is.
function nameOf({ key, code }: KeyboardEvent): string {
  if (/^[\u0400-\u04ff]$/.test(key)) return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : ''
  if (code === 'Slash' && key === '.') return '/'
  if (code === 'Slash' && key === ',') return '?'
  return key.length === 1 ? key.toLowerCase() : key
}

function onPage(at: HTMLElement, key: string, isRepeat: boolean): boolean {
  const whole = begun ? `${begun} ${key}` : key
  begun = ''
  clearTimeout(forget)
  const inList = at.closest('[data-item]') !== null || at.matches(stops)
  if (whole === 'j' || (whole === 'ArrowDown' && inList)) return move(at, 1)
  if (whole === 'k' || (whole === 'ArrowUp' && inList)) return move(at, -1)
  if (isRepeat || key.length !== 1) return false
  const found = elementOf(at, whole)
  if (found) return press(found)
  if (!document.querySelector(`[data-key^="${CSS.escape(whole)} "]`)) return false
  begun = whole
  forget = setTimeout(() => {
    begun = ''
  }, secondKeyWithin)
  return true
}

function move(from: HTMLElement, by: 1 | -1): boolean {
  const all = [...document.querySelectorAll<HTMLElement>(stops)].filter((one) => one.checkVisibility())
  const here = all.indexOf(from.closest('[data-item]')?.querySelector<HTMLElement>(stops) ?? from)
  const next = all[here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1)]
  next?.focus()
  return next !== undefined
}

// The item under the hand first, then what can be seen, then what stands folded up.
function elementOf(at: HTMLElement, key: string): HTMLElement | undefined {
  const wanted = `[data-key="${CSS.escape(key)}"]`
  const own = at.closest('[data-item]')?.querySelector<HTMLElement>(wanted)
  const all = [...document.querySelectorAll<HTMLElement>(wanted)]
  return own ?? all.find((one) => one.checkVisibility()) ?? all.find((one) => one.closest('main details'))
}

function press(found: HTMLElement): boolean {
  const folded = found.closest<HTMLDetailsElement>('details:not([open])')
  if (found.matches('summary') && folded) {
    folded.open = true
    const first = folded.querySelector<HTMLElement>('.inside :is(input:not([type=hidden]), textarea, select, button)')
    ;(first ?? found).focus()
  } else if (folded || isTyping(found)) {
    // What is folded up is shown and not pressed: what can't be taken back still asks.
    if (folded) folded.open = true
    found.focus()
    found.scrollIntoView({ block: 'center' })
  } else found.click()
  return true
}

export {}
