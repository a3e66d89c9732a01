import { type Language, languageNames, languages } from '../../platform/words/languages.ts'
import type { Block, Content } from './blocks.ts'

/**
 * A page as one file: a part for each language, and in it the title, the lead and the blocks, each behind a line that says
 * what it is and which of its sisters in the other parts it belongs to.
 */
export function writeMarkdown(content: Content): string {
  return `${languages.map((language) => part(content, language)).join('\n\n')}\n`
}

function part({ title, lead, blocks }: Content, language: Language): string {
  const head = [
    `=== ${language} · ${languageNames[language]} ===`,
    title[language] && `# ${title[language]}`,
    escaped(lead[language]),
  ]
  return [...head, ...blocks.map((block) => written(block, language))].filter((one) => one !== '').join('\n\n')
}

function written({ id, kind, set, text, more }: Block, language: Language): string {
  const sign = `[[${[kind, `#${id}`, set].filter((one) => one !== '').join(' ')}]]`
  const said =
    kind === 'heading' && text[language] ? `## ${text[language]}` : escaped(listed(kind, set, text[language]))
  return [sign, said, more[language] && `[[more]]\n${escaped(more[language])}`].filter((one) => one !== '').join('\n')
}

function listed(kind: Block['kind'], set: string, text: string): string {
  if (kind !== 'list' || text === '') return text
  return text
    .split('\n')
    .map((line, at) => (set === 'numbered' ? `${at + 1}. ${line}` : `- ${line}`))
    .join('\n')
}

// What somebody wrote at the beginning of a line is not to be taken for a sign of ours.
const escaped = (text: string) => text.replace(/^(?=\\*(?:\[\[|===|#))/gm, '\\')
