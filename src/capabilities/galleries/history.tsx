import { sayMoment } from '../../platform/words/saying-days.ts'
import { Section, Table } from '../../ui/index.ts'
import type { RecordEdit } from '../institutions/index.ts'
import { galleryWords, type Say } from './words.ts'

interface Props {
  readonly t: Pick<Say, 'find' | 'language'>
  readonly edits: readonly RecordEdit[]
}

/** Who changed what of a record, and when; `history.<part>` in the words of the record's own capability names a part. */
export function History({ t, edits }: Props) {
  if (edits.length === 0) return null
  const own = galleryWords(t.language)
  return (
    <Section title={own('edits.title')}>
      <Table
        caption={own('edits.title')}
        captionHidden
        columns={[
          { key: 'at', text: own('edits.at') },
          { key: 'by', text: own('edits.by') },
          { key: 'changed', text: own('edits.changed') },
        ]}
        rows={edits.map(({ at, by, changed }) => ({
          cells: [sayMoment(at, t.language), by, changed.map((name) => t.find(`history.${name}`) ?? name).join(', ')],
        }))}
        empty=""
      />
    </Section>
  )
}
