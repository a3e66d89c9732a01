// Papers on a bad line: pictures are made upright and small, looked at, and sent in parts, two at a time; what stopped goes on
// by itself, also after a reload. Without this module the button of each form does it.
import { type Card, makeCard } from './upload/card.ts'
import { type Item, isOnlyHere, newItem } from './upload/item.ts'
import { forget, keep, keptBelow } from './upload/kept.ts'
import { doubtsOf } from './upload/legible.ts'
import { type Made, makePicture } from './upload/picture.ts'
import { makeQueue } from './upload/queue.ts'
import { refresh, watch } from './upload/refresh.ts'
import { say, saySize } from './upload/words.ts'

const largestFile = 25_000_000
const cards = new Map<Item, Card>()
const queue = makeQueue({
  changed: showItem,
  ended(item, { kind, text }) {
    item.text = text
    void forget(item)
    if (kind === 'refused') return showItem(item)
    takeOff(item)
    announce(text)
    void refresh().then(hideKnown)
  },
})

for (const place of document.querySelectorAll<HTMLElement>('[data-upload]')) {
  const form = place.querySelector('form')
  const input = form?.querySelector<HTMLInputElement>('input[type=file]')
  if (!form || !input) continue
  showButton(form.action)
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])]
    // The same file may be chosen again after a fault.
    input.value = ''
    for (const file of files) void choose(form.action, file)
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    for (const item of shownAt(form.action)) {
      queue.add(item)
      void keep(item)
    }
    showButton(form.action)
  })
}

async function choose(place: string, file: File): Promise<void> {
  const item = newItem(new URL(place).pathname, file.name, file)
  if (file.size === 0) return refuse(item, say('empty', { name: file.name }))
  const made = await makePicture(file, file.name)
  if (made.kind === 'heic') return refuse(item, say('heic', { name: file.name }))
  if (made.kind === 'too-many-pixels') return refuse(item, say('tooManyPixels', { name: file.name }))
  if (made.kind === 'picture') takePicture(item, made)
  if (item.blob.size > largestFile) return refuse(item, say('tooLarge', { name: file.name }))
  item.source = file
  if (made.kind === 'picture') item.state = 'shown'
  putOn(item)
  if (item.state !== 'shown') queue.add(item)
  await keep(item)
}

function takePicture(item: Item, made: Extract<Made, { kind: 'picture' }>) {
  item.blob = made.blob
  item.name = made.name
  item.doubts = doubtsOf(made.canvas)
}

async function turn(item: Item): Promise<void> {
  item.turns += 1
  // After a reload only the small picture is left, and has the earlier turns in it.
  const made = await makePicture(item.source ?? item.blob, item.name, item.source ? item.turns : 1)
  if (made.kind !== 'picture') return
  takePicture(item, made)
  cards.get(item)?.look()
  showItem(item)
  await keep(item)
}

function refuse(item: Item, text: string) {
  item.state = 'refused'
  item.text = text
  putOn(item)
}

function putOn(item: Item) {
  const card = makeCard(item, { turn, now: queue.tryNow, discard })
  const place = placeOf(item)
  if (!card || !place) return
  cards.set(item, card)
  place.querySelector('[data-cards]')?.append(card.element)
  showButton(item.place)
  showSafety()
}

function discard(item: Item) {
  queue.drop(item)
  void forget(item)
  takeOff(item)
}

function takeOff(item: Item) {
  cards.get(item)?.element.remove()
  cards.delete(item)
  showButton(item.place)
  showSafety()
}

function showItem(item: Item) {
  cards.get(item)?.show()
  showSafety()
}

function formOf(place: string): HTMLFormElement | undefined {
  const path = new URL(place, location.href).pathname
  const forms = [...document.querySelectorAll<HTMLFormElement>('[data-upload] form')]
  return forms.find((form) => new URL(form.action).pathname === path)
}

function placeOf(item: Item): HTMLElement | null {
  return formOf(item.place)?.closest<HTMLElement>('[data-upload]') ?? null
}

function shownAt(place: string): Item[] {
  const path = new URL(place, location.href).pathname
  return [...cards.keys()].filter((item) => item.state === 'shown' && item.place === path)
}

// Pictures wait for the button; everything else goes when it is chosen.
function showButton(place: string) {
  for (const button of formOf(place)?.querySelectorAll<HTMLElement>(':scope > .actions') ?? [])
    button.hidden = shownAt(place).length === 0
}

// What is safe and what is still only here, in one place that stays in sight.
function showSafety() {
  hideKnown()
  const bar = document.querySelector<HTMLElement>('[data-safety]')
  const here = [...cards.keys()].filter(isOnlyHere)
  const bytes = here.reduce((sum, item) => sum + item.blob.size - item.safe, 0)
  if (!bar) return
  bar.hidden = here.length === 0
  const words = bar.querySelector('[data-here]')
  if (words) words.textContent = say('onlyHere', { count: String(here.length), size: saySize(bytes) })
}

function announce(text: string) {
  const told = document.querySelector<HTMLElement>('[data-told]')
  if (!told) return
  told.hidden = false
  told.textContent = text
}

// What the server holds a part of and this device goes on with by itself needs no advice.
function hideKnown() {
  const known = [...cards.keys()].map(({ url }) => url)
  for (const note of document.querySelectorAll<HTMLElement>('[data-unfinished]'))
    note.hidden = known.includes(note.dataset.unfinished ?? '')
}

addEventListener('beforeunload', (event) => {
  if ([...cards.keys()].some(isOnlyHere)) event.preventDefault()
})

async function goOn() {
  const root = document.querySelector<HTMLElement>('[data-uploads]')
  for (const { id, place, name, blob, shown } of await keptBelow(root?.dataset.uploads ?? location.pathname)) {
    const item: Item = { ...newItem(place, name, blob), id, state: shown ? 'shown' : 'waiting' }
    if (!formOf(place)) continue
    putOn(item)
    if (!shown) queue.add(item)
  }
}

void goOn()
watch(hideKnown)
