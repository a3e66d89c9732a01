import type { Child } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import { Section, Table, Tag } from '../../ui/index.ts'
import { workAddress } from './desk.ts'
import { numberIn, textIn } from './forms.ts'
import { duesState, type WorkLine } from './rules.ts'
import { duesOf } from './store.ts'
import { networksWords } from './words.ts'

/** On the wall of dates: what the university owes its networks and programmes, and by when; nothing where it owes nothing. */
export async function duesOnTheWall(visit: Visit, institution: string): Promise<Child> {
  if (!visit.may('partners.read', institution)) return null
  const dues = await duesOf(visit.within(institution))
  if (dues.length === 0) return null
  const t = networksWords(visit.language)
  const today = visit.house.clock.today()
  return (
    <Section title={t('wall.title')} id="networks">
      <Table
        caption={t('wall.title')}
        captionHidden
        columns={[
          { key: 'what', text: t('field.what') },
          { key: 'work', text: t('wall.work') },
          { key: 'due', text: t('field.due') },
        ]}
        rows={dues.map(({ work, line }) => ({
          href: `${workAddress(work)}#${line.kind}`,
          cells: [sayDue(visit, line), work.name[visit.language], <Due {...{ visit, line, today }} />],
        }))}
        empty=""
      />
    </Section>
  )
}

function Due({ visit, line, today }: { visit: Visit; line: WorkLine; today: NonNullable<WorkLine['due']> }) {
  if (!line.due) return <>–</>
  const isLate = duesState(line, today) === 'late'
  return (
    <>
      {sayDay(line.due, visit.language)}{' '}
      <Tag tone={isLate ? 'late' : 'due'}>{sayDistance(line.due, today, visit.language)}</Tag>
    </>
  )
}

function sayDue({ language }: Visit, { kind, said }: WorkLine): string {
  const what = textIn(said, 'what')?.[language]
  if (kind !== 'fee') return what ?? '–'
  const t = networksWords(language)
  return [t('wall.fee', { year: String(numberIn(said, 'year') ?? '') }), what].filter(Boolean).join(', ')
}
