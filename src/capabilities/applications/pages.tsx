import type { Problem, Typed } from '../../platform/web/form.ts'
import { formWords, sayProblem } from '../../platform/web/words.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  CheckField,
  Confirm,
  Crumbs,
  ErrorSummary,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  PageTitle,
  RadioField,
  Section,
  SelectField,
  Table,
} from '../../ui/index.ts'
import { aboutThePerson, admission } from '../admission/index.ts'
import type { View } from '../cases/index.ts'
import type { Institution } from '../institutions/index.ts'
import { label, type Order } from './rules.ts'
import type { Offer } from './taking-over.ts'
import type { Say } from './words.ts'

/** The open applications in the person's order, with forms that move each by one. */
export function Choices({ t, choices, order }: { t: Say; choices: readonly View[]; order: Order }) {
  return (
    <Section title={t('order.title')}>
      <Muted>{t('order.lead')}</Muted>
      <Form action="/my/order" method="post" label={t('order.title')}>
        <HiddenField name="version" value={order.version} />
        <Table
          caption={t('order.title')}
          captionHidden
          columns={[
            { key: 'place', text: t('order.place'), numeric: true },
            { key: 'application', text: t('order.application') },
            { key: 'move', text: t('order.move') },
          ]}
          rows={choices.map((view, at) => ({
            cells: [at + 1, called(t, view), <Moves {...{ t, view, at, choices }} />],
          }))}
          empty=""
        />
      </Form>
      <Form action="/my/order/count" method="post">
        <HiddenField name="version" value={order.version} />
        <CheckField name="tells" label={t('order.tells')} hint={t('order.tells.hint')} checked={order.tellsCount} />
        <Actions>
          <Button tone="soft">{t('order.save')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

const called = (t: Say, view: View) => label(view, t.language, t('application.draft'))

function Moves({ t, view, at, choices }: { t: Say; view: View; at: number; choices: readonly View[] }) {
  const { id } = view.standing
  return (
    <Actions>
      {at > 0 && (
        <Button tone="soft" name="up" value={id}>
          ↑ {t('order.up')}
          <span class="vh"> {called(t, view)}</span>
        </Button>
      )}
      {at < choices.length - 1 && (
        <Button tone="soft" name="down" value={id}>
          ↓ {t('order.down')}
          <span class="vh"> {called(t, view)}</span>
        </Button>
      )}
    </Actions>
  )
}

/** A place is accepted: what becomes of the others. */
export function Others({ t, accepted, others }: { t: Say; accepted: View; others: readonly View[] }) {
  return (
    <Notice tone="due" title={t('others.title', { place: accepted.institution.short[t.language] })}>
      <p>{t('others.text', { count: others.length })}</p>
      <Form action="/my/others/kept" method="post">
        <HiddenField name="after" value={accepted.standing.id} />
        <Actions>
          <Button tone="soft">{t('others.keep')}</Button>
        </Actions>
      </Form>
      <Confirm open={t('others.withdraw')}>
        <ul>
          {others.map((view) => (
            <li>{called(t, view)}</li>
          ))}
        </ul>
        <p>{t('others.sure')}</p>
        <Form action="/my/others/withdrawal" method="post">
          <HiddenField name="after" value={accepted.standing.id} />
          <HiddenField name="cases" value={others.map(({ standing }) => standing.id).join(' ')} />
          <Actions>
            <Button tone="danger">{t('others.withdrawAll')}</Button>
          </Actions>
        </Form>
      </Confirm>
    </Notice>
  )
}

export const Another = ({ t }: { t: Say }) => (
  <Actions>
    <ButtonLink href="/my/another" tone="soft">
      {t('another.go')}
    </ButtonLink>
  </Actions>
)

interface AnotherProps {
  readonly t: Say
  readonly institutions: readonly Institution[]
  readonly sources: readonly View[]
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly formKey: string
}

/** Where to apply too, and what is taken over. */
export function AnotherPage({ t, institutions, sources, typed, problems, formKey }: AnotherProps) {
  const problem = problems.find(({ field }) => field === 'institution')
  const say = admission.words(t.language)
  const sections = aboutThePerson.map((section) => say(`section.${section}`)).join(', ')
  return (
    <>
      <Crumbs label={t('my')} steps={[{ text: t('my'), href: '/my' }, { text: t('another.title') }]} />
      {problems.length > 0 && (
        <ErrorSummary
          title={formWords(t.language)('form.summary', { count: problems.length })}
          problems={problems.map((one) => ({ href: `#${one.field}`, text: sayProblem(one, t.language, t) }))}
        />
      )}
      <PageTitle title={t('another.title')} lead={t('another.lead')} />
      <Form action="/my/another" method="post">
        <HiddenField name="key" value={formKey} />
        <RadioField
          name="institution"
          label={t('another.where')}
          error={problem && sayProblem(problem, t.language, t)}
          options={institutions.map(({ id, short, name }) => ({
            value: id,
            text: short[t.language],
            hint: [name[t.language], sources.some(({ institution }) => institution.id === id) && t('another.there')]
              .filter(Boolean)
              .join('. '),
            selected: typed.institution === id,
          }))}
        />
        <SelectField
          name="from"
          label={t('another.from')}
          hint={t('another.from.hint', { sections })}
          options={[
            ...sources.map((view, at) => ({
              value: view.standing.id,
              text: called(t, view),
              selected: typed.from === undefined ? at === 0 : typed.from === view.standing.id,
            })),
            { value: '', text: t('another.nothing'), selected: typed.from === '' },
          ]}
        />
        <Actions>
          <Button>{t('another.begin')}</Button>
          <Link href="/my">{t('another.back')}</Link>
        </Actions>
      </Form>
    </>
  )
}

/** Which answers came from where. */
export function Whence({ t, from, sections }: { t: Say; from: string; sections: readonly string[] }) {
  const say = admission.words(t.language)
  return (
    <Notice tone="quiet" title={t('whence.title', { from })}>
      <p>{t('whence.text', { sections: sections.map((one) => say.find(`section.${one}`) ?? one).join(', ') })}</p>
    </Notice>
  )
}

/** Papers that are there already, to be taken over by a press. */
export function Offers({ t, view, offers }: { t: Say; view: View; offers: readonly (Offer & { short: string })[] }) {
  const { institution, id } = view.standing
  return (
    <Card title={t('offers.title')} id="offers">
      <p>{t('offers.text')}</p>
      <Form action={`/my/${institution}/${id}/copies`} method="post">
        {offers.map(({ type, document, short, number }) => (
          <CheckField
            name={`paper-${type}`}
            label={view.items.find(({ wanted }) => wanted.type === type)?.wanted.title[t.language] ?? type}
            hint={[short, number, t('offers.files', { count: document.files.filter(isNow(document.round)).length })]
              .filter(Boolean)
              .join(' · ')}
            checked
          />
        ))}
        <Actions>
          <Button tone="soft">{t('offers.take')}</Button>
        </Actions>
      </Form>
    </Card>
  )
}

const isNow = (now: number) => (file: { readonly round: number }) => file.round === now

/** For the officer: which choice this is among the person's own here, and among all where the person says so. */
export function DeskChoice(props: {
  t: Say
  here: { at: number; count: number } | null
  all: { at: number; count: number } | null
}) {
  const { t, here, all } = props
  return (
    <Card title={t('desk.title')} level={3}>
      {here && <p>{t('desk.here', here)}</p>}
      {all && <p>{t('desk.all', all)}</p>}
    </Card>
  )
}
