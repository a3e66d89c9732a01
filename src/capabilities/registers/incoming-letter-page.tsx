import { day } from '../../platform/days.ts'
import type { Child } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { sayProblem } from '../../platform/web/words.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  Confirm,
  Crumbs,
  DescriptionList,
  Form,
  More,
  Notice,
  PageTitle,
  Section,
  TextArea,
  Timeline,
} from '../../ui/index.ts'
import { IncomingForm } from './incoming-form.tsx'
import { IncomingState } from './incoming-pages.tsx'
import { incomingFields } from './incoming-rules.ts'
import { type Correction, type Incoming, said } from './incoming-store.ts'
import { type Scan, Scans } from './scans.tsx'
import { type RegisterSay, registerWords } from './words.ts'

/** What was sent and could not be done. */
export interface Slip {
  readonly form: 'correction' | 'void' | 'scan'
  readonly typed?: Typed
  readonly problems?: readonly Problem[]
  readonly changed?: Correction
  readonly notTaken?: readonly string[]
}

interface LetterProps {
  readonly visit: Visit
  readonly letter: Incoming
  readonly corrections: readonly Correction[]
  readonly scans: readonly Scan[]
  readonly mayWrite: boolean
  readonly slip: Slip | null
}

/** One letter that came in: what it is, its scans, what was corrected, and being void. */
export function IncomingLetterPage(props: LetterProps) {
  const { visit, letter, scans, mayWrite, slip } = props
  const t = registerWords(visit.language)
  const isOpen = mayWrite && !letter.voidAt
  return (
    <>
      <Crumbs
        label={t('here')}
        steps={[{ text: t('incoming.title'), href: '/desk/incoming' }, { text: letter.number }]}
      />
      <PageTitle over={letter.number} title={letter.subject} lead={letter.sender} />
      {visit.query('done') === 'registered' && <Notice tone="ok" role="status" title={t('done.registered')} />}
      {letter.voidAt && (
        <Notice
          tone="late"
          title={t('in.void.done', { name: letter.voidBy ?? '', at: sayMoment(letter.voidAt, t.language) })}
        >
          <p>{letter.voidReason}</p>
        </Notice>
      )}
      {slip?.changed && (
        <Notice
          tone="late"
          role="alert"
          title={t('in.changed', { name: slip.changed.byName, at: sayMoment(slip.changed.at, t.language) })}
        />
      )}
      <DescriptionList rows={rowsOf(t, letter)} />
      <Scans
        visit={visit}
        scans={scans}
        base={`/desk/incoming/${letter.id}`}
        mayAdd={isOpen}
        notTaken={slip?.notTaken ?? []}
      />
      {isOpen && <Correct t={t} {...props} />}
      <Corrections t={t} {...props} />
      {isOpen && <MakeVoid t={t} {...props} />}
    </>
  )
}

function rowsOf(t: RegisterSay, letter: Incoming): { term: string; value: Child }[] {
  const on = (text: string | null) => (text ? sayDay(day(text), t.language) : null)
  const rows: [string, Child][] = [
    [t('in.state'), <IncomingState t={t} letter={letter} />],
    [t('in.receivedOn'), on(letter.receivedOn)],
    [t('in.way'), t.find(`in.way.${letter.way}`)],
    [t('in.theirNumber'), letter.theirNumber],
    [t('in.theirDate'), on(letter.theirDate)],
    [
      t('in.caseNumber'),
      letter.caseId && <a href={`/desk/cases/${letter.caseProcedure}/${letter.caseId}`}>{letter.caseNumber}</a>,
    ],
    [t('in.answerNumber'), letter.answerId && <a href={`/desk/letters/${letter.answerId}`}>{letter.answerNumber}</a>],
    [t('in.note'), letter.note],
    [t('in.registered'), t('in.by', { name: letter.registeredBy, at: sayMoment(letter.registeredAt, t.language) })],
  ]
  return rows.filter(([, value]) => value).map(([term, value]) => ({ term, value }))
}

type PartProps = LetterProps & { t: RegisterSay }

function Correct({ t, letter, slip }: PartProps) {
  const own = slip?.form === 'correction' ? slip : null
  return (
    <More title={t('in.correct')} open={own !== null}>
      <p>{t('in.correct.about')}</p>
      <IncomingForm
        t={t}
        action={`/desk/incoming/${letter.id}/corrections`}
        typed={own?.typed ?? typedOf(letter)}
        problems={own?.problems ?? []}
        button={t('in.correct.save')}
        hidden={{ name: 'version', value: letter.version }}
      />
    </More>
  )
}

/** The letter as if it had been typed into the form. */
function typedOf(letter: Incoming): Typed {
  const fields = said(letter)
  const days = (['receivedOn', 'theirDate'] as const).flatMap((name) => {
    const [year = '', month = '', date = ''] = fields[name].split('-')
    return Object.entries({ year, month, day: date }).map(([part, value]) => [`${name}.${part}`, value] as const)
  })
  return { ...fields, ...Object.fromEntries(days) }
}

// A correction keeps what stood there before it; what came in its place stands in the one after it, or in the letter.
function Corrections({ t, letter, corrections }: PartProps) {
  if (corrections.length === 0) return null
  return (
    <Section title={t('in.history')}>
      <Timeline
        items={corrections.map(({ before, byName, at }, place) => {
          const after: Typed = corrections[place - 1]?.before ?? said(letter)
          const changed = incomingFields.filter((field) => (before[field] ?? '') !== (after[field] ?? ''))
          return {
            title: t('in.by', { name: byName, at: sayMoment(at, t.language) }),
            dateTime: at.toISOString(),
            text: changed.map((field) => (
              <p>
                {t('in.was', {
                  field: t(`in.${field}`),
                  before: sayField(t, field, before[field]),
                  after: sayField(t, field, after[field]),
                })}
              </p>
            )),
          }
        })}
      />
    </Section>
  )
}

function sayField(t: RegisterSay, field: string, value: string | undefined): string {
  if (!value) return '–'
  if (field === 'way') return t.find(`in.way.${value}`) ?? value
  return field === 'receivedOn' || field === 'theirDate' ? sayDay(day(value), t.language) : value
}

function MakeVoid({ t, letter, slip }: PartProps) {
  const own = slip?.form === 'void' ? slip : null
  const [problem] = own?.problems ?? []
  return (
    <Confirm open={t('in.void.open')} expanded={own !== null}>
      <p>{t('in.void.about')}</p>
      <Form action={`/desk/incoming/${letter.id}/void`} method="post" label={t('in.void.open')}>
        <TextArea
          name="reason"
          label={t('in.void.reason')}
          rows={3}
          value={own?.typed?.reason}
          error={problem && sayProblem(problem, t.language)}
        />
        <Actions>
          <Button tone="danger">{t('in.void.do')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}
