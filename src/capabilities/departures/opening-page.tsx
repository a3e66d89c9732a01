import { dayOf } from '../../platform/days.ts'
import type { Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Actions, Button, Crumbs, Form, HiddenField, Link, Notice, PageTitle, Section } from '../../ui/index.ts'
import { EntryFields, EntryProblems, type Tried } from '../cases/index.ts'
import type { Law } from '../law/index.ts'
import { newcomerForm } from './opening.ts'
import { departuresWords, type Say } from './words.ts'

export interface OpenCase {
  readonly href: Href
  readonly number: string | null
  readonly openedAt: Date
}

interface BeginProps {
  readonly t: Say
  readonly action: Href
  readonly back: { readonly text: string; readonly href: Href }
  /** The name of the person, at the desk. */
  readonly person: string | null
  /** Departures of the person that are open: nobody begins one twice by mistake. */
  readonly open: readonly OpenCase[]
  readonly requestKey: string
}

/** Begins the departure of somebody whom the records know. */
export function BeginPage({ t, action, back, person, open, requestKey }: BeginProps) {
  return (
    <>
      <Crumbs label={t('open.title')} steps={[back, { text: t('open.title') }]} />
      <PageTitle title={t('open.title')} over={person} lead={t(person ? 'open.lead.desk' : 'open.lead.my')} />
      {open.length > 0 && (
        <Notice tone="due" title={t('open.there')}>
          <ul>
            {open.map((one) => (
              <li>
                <Link href={one.href}>
                  {[one.number, t('open.since', { day: sayDay(dayOf(one.openedAt), t.language) })]
                    .filter(Boolean)
                    .join(', ')}
                </Link>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Form action={action} method="post" label={t('open.title')}>
        <HiddenField name="key" value={requestKey} />
        <Actions>
          <Button>{t(open.length > 0 ? 'open.another' : 'open.begin')}</Button>
        </Actions>
      </Form>
    </>
  )
}

interface NewcomerProps extends Tried {
  readonly t: Say
  readonly law: Law
  readonly requestKey: string
}

/** Begins the departure of somebody who has no record here: a teacher, a colleague. */
export function NewcomerPage({ t, law, requestKey, typed, problems }: NewcomerProps) {
  const own = { t: departuresWords.byData(t.language), words: 'newcomer', typed, problems, law }
  return (
    <>
      <EntryProblems {...own} />
      <Crumbs
        label={t('names')}
        steps={[{ text: t('names'), href: '/desk/cases/departure' }, { text: t('open.title') }]}
      />
      <PageTitle title={t('open.title')} lead={t('newcomer.lead')} />
      <Notice tone="wait" title={t('newcomer.known')}>
        <p>
          <Link href="/desk/students">{t('newcomer.students')}</Link> ·{' '}
          <Link href="/desk/search">{t('newcomer.search')}</Link>
        </p>
      </Notice>
      <Section title={t('newcomer.title')}>
        <Form action="/desk/departures/new" method="post" label={t('newcomer.title')}>
          <HiddenField name="key" value={requestKey} />
          <EntryFields {...own} shape={newcomerForm.shape} />
          <Actions>
            <Button>{t('open.begin')}</Button>
          </Actions>
        </Form>
      </Section>
    </>
  )
}
