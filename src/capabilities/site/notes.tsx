import type { Text } from '../../platform/words/languages.ts'
import { Notice } from '../../ui/index.ts'
import type { T } from './page.ts'

/** Where the office's own page is silent: said once, calmly, and not at all when there is nothing to say. */
export function Unpublished({ t, notes }: { t: T; notes: readonly (Text | null)[] }) {
  const said = [...new Set(notes.flatMap((note) => note?.[t.language] ?? []))]
  if (said.length === 0) return <></>
  return (
    <Notice tone="quiet" title={t('note.title')} role="note">
      {said.map((note) => (
        <p>{note}.</p>
      ))}
    </Notice>
  )
}
