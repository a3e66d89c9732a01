import type { SearchSource } from '../../platform/search-source.ts'
import { languages, type Text } from '../../platform/words/languages.ts'
import { textIn, wholeText, wordIn } from './forms.ts'
import type { Work, WorkLine } from './rules.ts'
import { shownWorks } from './store.ts'

/** What visitors may find of networks and joint programmes: each by its texts and by who takes part. */
export const networkSource: SearchSource = {
  name: 'networks',
  async entries(db) {
    const { works, lines } = await shownWorks(db)
    return works.map((work) => ({
      id: work.id,
      path: `${work.kind === 'programme' ? 'joint-programmes' : 'networks'}#${work.key ?? work.id}`,
      title: work.name,
      text: textOf(
        work,
        lines.filter(
          ({ workId, kind }) => workId === work.id && ['member', 'department', 'activity', 'editor'].includes(kind),
        ),
      ),
      kind: 'network',
    }))
  },
}

function textOf({ said }: Work, lines: readonly WorkLine[]): Text {
  const texts = Object.keys(said)
    .filter((name) => name !== 'name')
    .flatMap((name) => textIn(said, name) ?? [])
  const more = lines.flatMap((line) => Object.values(line.said).flatMap((value) => wholeText(value) ?? []))
  const plain = [wordIn(said, 'short'), ...lines.map((line) => wordIn(line.said, 'partner'))]
  const [en = '', ru = '', ky = ''] = languages.map((language) =>
    [...plain, ...[...texts, ...more].map((text) => text[language])].filter(Boolean).join('. '),
  )
  return { en, ru, ky }
}
