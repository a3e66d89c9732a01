import type { Item } from './item.ts'
import { say, saySize } from './words.ts'

export interface Pressed {
  readonly turn: (item: Item) => void
  readonly now: () => void
  readonly discard: (item: Item) => void
}

export interface Card {
  readonly element: HTMLElement
  show(): void
  /** The picture is another one now. */
  look(): void
}

/** What the page shows of a file on its way, made from the page's own empty card. */
export function makeCard(item: Item, pressed: Pressed): Card | null {
  const empty = document.querySelector<HTMLElement>('[data-card]')
  const element = empty?.cloneNode(true)
  if (!(element instanceof HTMLElement)) return null
  element.hidden = false
  delete element.dataset.card
  element.dataset.sending = item.id
  const part = <Part extends HTMLElement>(name: string) => element.querySelector<Part>(`[data-part=${name}]`)
  part('turn')?.addEventListener('click', () => pressed.turn(item))
  part('now')?.addEventListener('click', () => pressed.now())
  part('discard')?.addEventListener('click', () => pressed.discard(item))

  const show = () => {
    const [name, status, doubts, bar] = [part('name'), part('status'), part('doubts'), part<HTMLProgressElement>('bar')]
    if (name) name.textContent = item.name
    tell(status, statusOf(item))
    // One thing at a time: whoever comes nearer in better light mends the rest as well.
    tell(doubts, item.state === 'shown' && item.doubts[0] ? say(item.doubts[0]) : '')
    hide(doubts, doubts?.textContent === '')
    element.classList.toggle('look', item.state === 'shown')
    element.classList.toggle('bad', item.state === 'refused')
    status?.setAttribute('role', item.state === 'refused' ? 'alert' : 'status')
    if (bar) {
      bar.hidden = item.state !== 'sending' && item.state !== 'pausing'
      bar.max = item.blob.size
      bar.value = item.safe + item.moving
    }
    hide(part('turn'), item.state !== 'shown')
    hide(part('now'), item.state !== 'pausing' && item.state !== 'signed-out')
  }
  const look = () => {
    const image = part<HTMLImageElement>('picture')
    if (!image || !/^image\//.test(item.blob.type)) return
    if (image.src) URL.revokeObjectURL(image.src)
    image.src = URL.createObjectURL(item.blob)
    image.hidden = false
    image.onerror = () => {
      hide(image, true)
      hide(part('sheet'), false)
    }
    hide(part('sheet'), true)
  }
  look()
  show()
  return { element, show, look }
}

function statusOf(item: Item): string {
  const named = { name: item.name, safe: saySize(item.safe), all: saySize(item.blob.size) }
  if (item.state === 'refused') return item.text
  if (item.state !== 'sending') return say(item.state, named)
  const percent = Math.floor(((item.safe + item.moving) / Math.max(1, item.blob.size)) * 100)
  return say('sending', { ...named, percent: String(Math.min(100, percent)) })
}

// A screen reader hears what changed, not the same again.
function tell(where: HTMLElement | null, text: string) {
  if (where && where.textContent !== text) where.textContent = text
}

function hide(element: HTMLElement | null, hidden: boolean) {
  if (element) element.hidden = hidden
}
