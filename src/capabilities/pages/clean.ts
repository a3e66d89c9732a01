/**
 * What is pasted, as it was meant: Word's bullets and spaces, soft hyphens, signs that turn the direction of reading or
 * can't be seen. Quotes, dashes and letters stay as they are.
 */
export function clean(pasted: string): string {
  return pasted
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(unseen, '')
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/^( *)[•·●▪◦‣⁃∙o\uf0b7\uf0a7] +(?=\S)/gm, '$1- ')
    .replace(/^( *)(\d{1,3})\) +(?=\S)/gm, '$1$2. ')
    .replace(/ +$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

// Soft hyphens, joiners and marks of direction, the byte order mark, control characters but the line break.
const unseen =
  /\u00ad|\u034f|\u061c|[\u115f\u1160\u17b4\u17b5]|[\u200b-\u200f\u202a-\u202e\u2060-\u206f]|\ufeff|[\ufff9-\ufffb]|[^\P{Cc}\n]/gu

/** One line of it. */
export const cleanLine = (pasted: string): string => clean(pasted).replace(/\s+/g, ' ').trim()

/** A table that came as lines with tabs, out of Word or Excel, as a list: a row is a line, its cells stand behind commas. */
export function tablesToLists(pasted: string): string {
  const lines = pasted.replace(/\r\n?/g, '\n').split('\n')
  return lines
    .map((line) => {
      const cells = line.split('\t').map((cell) => cell.trim())
      return cells.length > 1 && cells.some((cell) => cell !== '')
        ? `- ${cells.filter((cell) => cell !== '').join(', ')}`
        : line
    })
    .join('\n')
}
