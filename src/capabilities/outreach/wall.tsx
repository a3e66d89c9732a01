import { addDays, type Day } from '../../platform/days.ts'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayDay, sayDistance } from '../../platform/words/saying-days.ts'
import { Muted, Section, Table, Tag } from '../../ui/index.ts'
import { colleaguesHere } from '../cases/index.ts'
import { type Ledger, stepsDue } from '../ledgers/index.ts'
import { allLedgers } from './all.ts'
import { outreachWords } from './words.ts'

const daysAhead = 30
const mostShown = 50

type Step = Awaited<ReturnType<typeof stepsDue>>[number]

/** The office's own next steps that have come or come within a month, for the wall of dates: who does what, and until when. */
export async function stepsOnTheWall(visit: Visit, institution: string): Promise<Child> {
  if (!visit.may('partners.read', institution)) return null
  const today = visit.house.clock.today()
  const steps = await stepsDue(visit.within(institution), addDays(today, daysAhead), mostShown + 1)
  if (steps.length === 0) return null
  const t = outreachWords(visit.language)
  const colleagues = await colleaguesHere(visit.house, institution)
  const named = (id: string | undefined) => colleagues.find((one) => one.id === id)?.name ?? '–'
  return (
    <Section title={t('wall.title')} id="steps">
      <Table
        caption={t('wall.title')}
        captionHidden
        columns={(['what', 'of', 'due', 'who'] as const).map((key) => ({ key, text: t(`wall.${key}`) }))}
        rows={steps.slice(0, mostShown).map((step) => ({
          href: addressOf(step),
          cells: [
            step.said.next ?? step.title,
            step.said.next ? step.title : step.of,
            <Due due={step.due} today={today} language={visit.language} />,
            named(step.said.who),
          ],
        }))}
        empty=""
      />
      {steps.length > mostShown && <Muted>{t('wall.more', { count: mostShown })}</Muted>}
    </Section>
  )
}

// A part stands on the page of what it belongs to.
function addressOf({ id, ledger, parentId }: Step): Href | undefined {
  const found: Ledger | undefined = allLedgers.find((one) => one.name === ledger)
  return found && `${found.address}/${parentId ?? id}${parentId ? `#${ledger}` : ''}`
}

function Due({ due, today, language }: { due: Day; today: Day; language: Visit['language'] }) {
  return (
    <>
      {sayDay(due, language)} <Tag tone={due < today ? 'late' : 'due'}>{sayDistance(due, today, language)}</Tag>
    </>
  )
}
