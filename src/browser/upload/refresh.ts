const shown = new Map<string, string>()
const live = (page: Document) => page.querySelectorAll<HTMLElement>('[data-live]')
for (const part of live(document)) shown.set(part.dataset.live ?? '', part.innerHTML)

/** Asks the server for this page and puts in what is new on it, without disturbing what is on its way from here. */
export async function refresh(): Promise<void> {
  const answer = await fetch(location.pathname).catch(() => null)
  if (!answer?.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const part of live(page)) swap(part)
  for (const paper of page.querySelectorAll<HTMLElement>('section.doc[id]')) restate(paper)
}

function swap(fresh: HTMLElement) {
  const name = fresh.dataset.live ?? ''
  const old = document.querySelector<HTMLElement>(`[data-live="${name}"]`)
  if (!old || shown.get(name) === fresh.innerHTML) return
  shown.set(name, fresh.innerHTML)
  old.replaceWith(fresh)
}

// The mark and the word of a paper: missing becomes there.
function restate(fresh: HTMLElement) {
  const old = document.getElementById(fresh.id)
  if (!old || old.className === fresh.className) return
  old.className = fresh.className
  for (const part of [':scope > .dot', ':scope > .tag']) {
    const [was, is] = [old.querySelector(part), fresh.querySelector(part)]
    if (was && is) was.replaceWith(is)
  }
}

const pause = 3000

/** While the page says that something may come from elsewhere, it is asked for every few seconds. */
export function watch(after: () => void = () => {}): void {
  setTimeout(async () => {
    if (!document.querySelector('[data-watch]')) return
    if (!document.hidden) await refresh()
    after()
    watch(after)
  }, pause)
}
