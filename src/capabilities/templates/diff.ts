import type { Piece } from '../../ui/index.ts'

/** What has to be taken out of `before` and put in to get `after`, word by word. */
export function difference(before: string, after: string): Piece[] {
  const [old, now] = [wordsOf(before), wordsOf(after)]
  let start = 0
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1
  let end = 0
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1
  return joined([
    ...old.slice(0, start).map((text) => piece(text, 'same')),
    ...middle(old.slice(start, old.length - end), now.slice(start, now.length - end)),
    ...old.slice(old.length - end).map((text) => piece(text, 'same')),
  ])
}

const wordsOf = (text: string) => text.split(/(?<=\s)(?=\S)/).filter((word) => word !== '')
const piece = (text: string, change: Piece['change']): Piece => ({ text, change })

// The longest common run of words, by the table of lengths; a text has at most a few thousand words.
function middle(old: readonly string[], now: readonly string[]): Piece[] {
  const width = now.length + 1
  const common = new Uint16Array((old.length + 1) * width)
  const at = (row: number, column: number) => common[row * width + column] ?? 0
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = now.length - 1; column >= 0; column -= 1)
      common[row * width + column] =
        old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))

  const found: Piece[] = []
  let [row, column] = [0, 0]
  while (row < old.length || column < now.length) {
    const [gone, come] = [old[row], now[column]]
    if (gone !== undefined && gone === come) {
      found.push(piece(gone, 'same'))
      row += 1
      column += 1
    } else if (gone !== undefined && (come === undefined || at(row + 1, column) >= at(row, column + 1))) {
      found.push(piece(gone, 'removed'))
      row += 1
    } else if (come !== undefined) {
      found.push(piece(come, 'added'))
      column += 1
    }
  }
  return found
}

// Neighbours of one kind are one piece, and what is taken out stands before what comes in its place.
function joined(pieces: readonly Piece[]): Piece[] {
  const found: Piece[] = []
  for (const next of pieces) {
    const last = found.at(-1)
    if (last?.change === next.change) found[found.length - 1] = piece(last.text + next.text, next.change)
    else found.push(next)
  }
  return found
}
