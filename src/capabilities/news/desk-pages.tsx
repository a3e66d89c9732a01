import type { Href, Html } from '../../platform/jsx-runtime.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import { languages } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  DayField,
  DescriptionList,
  EmptyState,
  Filters,
  Form,
  HiddenField,
  Link,
  Notice,
  Pager,
  PageTitle,
  Picture as PictureFigure,
  RadioField,
  SearchField,
  Section,
  SelectField,
  Table,
  Tag,
  TextField,
  type Tone,
} from '../../ui/index.ts'
import { type Picture, Slips, sourceOf, type Tried } from '../galleries/index.ts'
import type { Law } from '../law/index.ts'
import type { NewsSaid } from '../packs/index.ts'
import { type Item, type Kind, kinds, type State, stateOf, states, wholeIn } from './rules.ts'
import type { Version } from './store.ts'
import { detailsOf, NewsBody, sayWhen, titleOf } from './telling.tsx'
import type { Say } from './words.ts'

export const deskAddress: Href = '/desk/news'
export const deskPageSize = 50

const tones: Readonly<Record<State, Tone>> = {
  ...{ draft: 'due', scheduled: 'wait', shown: 'ok', changed: 'due', archived: 'quiet' },
}

function StateTag({ t, item, now }: { t: Say; item: Item; now: Date }) {
  const state = stateOf(item, now)
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}

export interface ListProps {
  readonly t: Say
  readonly items: readonly Item[]
  readonly now: Date
  readonly text: string
  readonly kind: Kind | null
  readonly state: State | null
  /** Counted from 0. */
  readonly page: number
}

/** Everything that the office tells, with drafts and, where asked for, what was put away. */
export function NewsListPage(props: ListProps): Html {
  const { t, items, now, page } = props
  const shown = items.slice(page * deskPageSize, (page + 1) * deskPageSize)
  return (
    <>
      <PageTitle title={t('desk.title')} lead={t('desk.lead')} />
      <Actions>
        <ButtonLink href={`${deskAddress}/new`}>{t('desk.new')}</ButtonLink>
        <ButtonLink href="/desk/pictures" tone="soft">
          {t('desk.pictures')}
        </ButtonLink>
      </Actions>
      <ListFilters {...props} />
      <Table
        caption={t('desk.title')}
        captionHidden
        columns={[
          { key: 'title', text: t('field.title') },
          { key: 'kind', text: t('field.kind') },
          { key: 'on', text: t('field.on') },
          { key: 'in', text: t('field.in') },
          { key: 'state', text: t('field.state') },
        ]}
        rows={shown.map((item) => ({
          href: `${deskAddress}/${item.id}`,
          cells: [
            titleOf(item.said, t.language),
            t(`kind.${item.kind}`),
            sayWhen(item.said.on, t.language),
            wholeIn(item.said).join(', ').toUpperCase(),
            <StateTag t={t} item={item} now={now} />,
          ],
        }))}
        empty={<EmptyState title={t('desk.none')} text={t(isNarrow(props) ? 'public.noneHere' : 'desk.noneText')} />}
      />
      <ListPager {...props} />
    </>
  )
}

const isNarrow = ({ text, kind, state }: ListProps) => text !== '' || kind !== null || state !== null

function ListFilters(props: ListProps) {
  const { t, text, kind, state } = props
  return (
    <Filters
      action={deskAddress}
      label={t('filter.title')}
      button={t('filter.go')}
      reset={isNarrow(props) ? { href: deskAddress, text: t('filter.reset') } : undefined}
    >
      <SearchField name="q" label={t('filter.text')} value={text} />
      <SelectField
        name="kind"
        label={t('field.kind')}
        options={[
          { value: '', text: t('filter.all') },
          ...kinds.map((one) => ({ value: one, text: t(`kinds.${one}`), selected: one === kind })),
        ]}
      />
      <SelectField
        name="state"
        label={t('field.state')}
        options={[
          { value: '', text: t('filter.notAway') },
          ...states.map((one) => ({ value: one, text: t(`state.${one}`), selected: one === state })),
        ]}
      />
    </Filters>
  )
}

function ListPager({ t, items, text, kind, state, page }: ListProps) {
  const last = Math.max(0, Math.ceil(items.length / deskPageSize) - 1)
  if (last === 0) return null
  const at = (other: number): Href =>
    `${deskAddress}?${new URLSearchParams({ q: text, kind: kind ?? '', state: state ?? '', page: String(other + 1) })}`
  return (
    <Pager
      label={t('page.label')}
      text={t('page.at', { page: page + 1 })}
      newer={page > 0 ? { href: at(page - 1), text: t('page.newer') } : undefined}
      older={page < last ? { href: at(page + 1), text: t('page.older') } : undefined}
    />
  )
}

/** What shall be written: each kind is asked something else. */
export function NewKindPage({ t }: { t: Say }): Html {
  return (
    <>
      <DeskCrumbs t={t} steps={[{ text: t('desk.new') }]} />
      <PageTitle title={t('desk.new')} lead={t('new.lead')} />
      <Table
        caption={t('field.kind')}
        captionHidden
        columns={[
          { key: 'kind', text: t('field.kind') },
          { key: 'about', text: t('new.about') },
        ]}
        rows={kinds.map((kind) => ({
          href: `${deskAddress}/new?kind=${kind}`,
          cells: [t(`kind.${kind}`), t(`kind.${kind}.about`)],
        }))}
        empty=""
      />
    </>
  )
}

export function DeskCrumbs({ t, steps }: { t: Say; steps: readonly { text: string; href?: Href }[] }) {
  return <Crumbs label={t('desk.title')} steps={[{ text: t('desk.title'), href: deskAddress }, ...steps]} />
}

export interface OneProps extends Tried {
  readonly t: Say
  readonly law: Law
  readonly institution: string
  readonly item: Item
  readonly picture: Picture | null
  readonly versions: readonly Version[]
  readonly now: Date
  readonly notice: { readonly tone: Tone; readonly text: string } | null
}

/** One item as visitors would read it now, in what state it is, and what it once was. */
export function NewsDeskPage(props: OneProps): Html {
  const { t, institution, item, now, notice, problems } = props
  const title = titleOf(item.said, t.language)
  return (
    <>
      <Slips t={t} problems={problems} />
      <DeskCrumbs t={t} steps={[{ text: title }]} />
      <PageTitle title={title} over={t(`kind.${item.kind}`)} lead={<StateTag t={t} item={item} now={now} />} />
      {notice && <Notice tone={notice.tone} title={notice.text} role={notice.tone === 'ok' ? 'status' : 'alert'} />}
      <StateText {...props} />
      <Actions>
        {!item.archived && <ButtonLink href={`${deskAddress}/${item.id}/edit`}>{t('one.edit')}</ButtonLink>}
        {item.live && item.live.from <= now && !item.archived && (
          <Link href={`/${institution}/${t.language}/news/${item.slug}`}>{t('one.see')}</Link>
        )}
      </Actions>
      <Preview {...props} said={item.said} />
      {!item.archived && <Publish {...props} />}
      <Ends {...props} />
      <Versions {...props} />
    </>
  )
}

function StateText({ t, item, now }: OneProps) {
  const state = stateOf(item, now)
  const at = item.live ? sayMoment(item.live.from, t.language) : ''
  const whole = wholeIn(item.said)
  const missing = languages.filter((language) => !whole.includes(language))
  return (
    <Notice tone="quiet" role="note">
      <p>{t(`state.${state}.text`, { at })}</p>
      {missing.length > 0 && <p>{t('one.missing', { languages: missing.join(', ').toUpperCase() })}</p>}
    </Notice>
  )
}

function Preview({ t, law, institution, item, picture, said }: OneProps & { said: NewsSaid }) {
  return (
    <Section title={t('one.preview')}>
      {picture && <PictureFigure {...sourceOf(institution, picture, t.language)} />}
      <NewsBody t={t} said={said} />
      <DescriptionList
        rows={[
          ...detailsOf(t, law, item.kind, said),
          ...(said.audiences.length > 0
            ? [{ term: t('field.audiences'), value: said.audiences.map((one) => t(`audience.${one}`)).join(', ') }]
            : []),
          ...(said.until ? [{ term: t('field.until'), value: sayWhen(said.until, t.language) }] : []),
          ...(said.details.consent ? [{ term: t('field.consent'), value: said.details.consent }] : []),
        ]}
      />
    </Section>
  )
}

function Publish({ t, item, typed, problems, now }: OneProps) {
  const isShown = stateOf(item, now) === 'shown'
  if (isShown) return null
  const day = (part: string) => typed[`day.${part}`] ?? ''
  return (
    <Section title={t('publish.title')} id="publish">
      <Form action={`${deskAddress}/${item.id}/publication`} method="post" label={t('publish.title')}>
        <HiddenField name="version" value={item.version} />
        <RadioField
          name="when"
          label={t('publish.when')}
          options={(['now', 'later'] as const).map((when) => ({
            ...{ value: when, text: t(`publish.${when}`), selected: (typed.when ?? 'now') === when },
          }))}
        />
        <DayField
          name="day"
          label={t('publish.day')}
          hint={t('publish.day.hint')}
          words={dayParts(t.language)}
          value={{ day: day('day'), month: day('month'), year: day('year') }}
          error={saidOf(problems, 'day', t.language, t)}
        />
        <TextField
          name="hour"
          label={t('publish.hour')}
          hint={t('publish.hour.hint')}
          width="short"
          value={typed.hour ?? ''}
          error={saidOf(problems, 'hour', t.language, t)}
        />
        <Actions>
          <Button>{t('publish.go')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

function Ends({ t, item }: OneProps) {
  const at = (path: string): Href => `${deskAddress}/${item.id}/${path}`
  if (item.archived)
    return (
      <Form action={at('archive')} method="post" label={t('one.takeOut')}>
        <HiddenField name="away" value="no" />
        <Actions>
          <Button tone="soft">{t('one.takeOut')}</Button>
        </Actions>
      </Form>
    )
  return (
    <>
      {item.live && (
        <Confirm open={t('one.takeOff')}>
          <p>{t('one.takeOffText')}</p>
          <Form action={at('withdrawal')} method="post" label={t('one.takeOff')}>
            <Button tone="danger">{t('one.takeOff')}</Button>
          </Form>
        </Confirm>
      )}
      <Confirm open={t('one.away')}>
        <p>{t('one.awayText')}</p>
        <Form action={at('archive')} method="post" label={t('one.away')}>
          <HiddenField name="away" value="yes" />
          <Button tone="danger">{t('one.away')}</Button>
        </Form>
      </Confirm>
    </>
  )
}

function Versions({ t, item, versions }: OneProps) {
  if (versions.length === 0) return null
  return (
    <Section title={t('versions.title')}>
      <Table
        caption={t('versions.title')}
        captionHidden
        columns={[
          { key: 'number', text: t('versions.number') },
          { key: 'action', text: t('versions.action') },
          { key: 'at', text: t('versions.at') },
          { key: 'by', text: t('versions.by') },
        ]}
        rows={versions.map(({ number, action, at, by }) => ({
          href: `${deskAddress}/${item.id}/versions/${number}`,
          cells: [number, t.find(`action.${action}`) ?? action, sayMoment(at, t.language), by || t('versions.page')],
        }))}
        empty=""
      />
    </Section>
  )
}

/** One earlier version, and the way back to it. */
export function VersionPage(props: OneProps & { version: Version }): Html {
  const { t, item, version } = props
  const { number, at, by } = version
  return (
    <>
      <DeskCrumbs
        t={t}
        steps={[
          { text: titleOf(item.said, t.language), href: `${deskAddress}/${item.id}` },
          { text: t('versions.one', { number }) },
        ]}
      />
      <PageTitle
        title={titleOf(version.said, t.language)}
        over={t('versions.one', { number })}
        lead={`${sayMoment(at, t.language)}, ${by || t('versions.page')}`}
      />
      <Preview {...props} said={version.said} />
      {!item.archived && (
        <Form action={`${deskAddress}/${item.id}/versions/${number}`} method="post" label={t('versions.back')}>
          <HiddenField name="version" value={item.version} />
          <Actions>
            <Button>{t('versions.back')}</Button>
          </Actions>
        </Form>
      )}
    </>
  )
}
