import type { Href, Html } from '../../platform/jsx-runtime.ts'
import { saidOf } from '../../platform/web/words.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  EmptyState,
  ErrorSummary,
  FileField,
  Filters,
  Form,
  HiddenField,
  Muted,
  Notice,
  Pager,
  PageTitle,
  PictureCard,
  Picture as PictureFigure,
  Pictures,
  RadioField,
  SearchField,
  Section,
  SelectField,
  Tag,
  TextField,
  type Tone,
} from '../../ui/index.ts'
import type { RecordEdit } from '../institutions/index.ts'
import { History } from './history.tsx'
import { type Picture, type PictureState, pictureStates, stateOf } from './rules.ts'
import { deskSourceOf } from './source.ts'
import type { PictureFilter } from './store.ts'
import { Slips, TextInThree, type Tried } from './three.tsx'
import type { Say } from './words.ts'

export const picturesAddress: Href = '/desk/pictures'
export const pageSize = 24

const tones: Readonly<Record<PictureState, Tone>> = {
  ...{ reducing: 'wait', failed: 'late', wordless: 'due', shown: 'ok', archived: 'quiet' },
}

interface ListProps {
  readonly t: Say
  readonly pictures: readonly Picture[]
  readonly filter: PictureFilter
  /** Counted from 0. */
  readonly page: number
  readonly notTaken: readonly string[]
  readonly notice: string | null
}

/** All pictures of the site, and the form that takes new ones. */
export function PicturesPage(props: ListProps): Html {
  const { t, pictures, filter, page, notTaken, notice } = props
  const shown = pictures.slice(page * pageSize, (page + 1) * pageSize)
  return (
    <>
      {notTaken.length > 0 && (
        <ErrorSummary title={t('send.notTaken')} problems={notTaken.map((text) => ({ href: '#file', text }))} />
      )}
      <PageTitle title={t('pictures.title')} lead={t('pictures.lead')} />
      {notice && <Notice tone="ok" title={notice} role="status" />}
      <Actions>
        <ButtonLink href="/desk/galleries" tone="soft">
          {t('albums.title')}
        </ButtonLink>
      </Actions>
      <Form action={picturesAddress} method="post" multipart label={t('send.title')}>
        <FileField
          name="file"
          label={t('send.title')}
          hint={t('send.hint')}
          accept="image/jpeg,image/png,image/webp"
          multiple
        />
        <Actions>
          <Button>{t('send.go')}</Button>
        </Actions>
      </Form>
      <PictureFilters t={t} filter={filter} />
      {shown.length === 0 && (
        <EmptyState title={t('pictures.none')} text={t(isNarrow(filter) ? 'pictures.noneHere' : 'pictures.noneText')} />
      )}
      <Pictures>
        {shown.map((picture) => (
          <PictureCard
            href={`${picturesAddress}/${picture.id}`}
            title={picture.alt?.[t.language] ?? picture.name}
            text={<StateTag t={t} picture={picture} />}
            picture={deskSourceOf(picture, t.language)}
          />
        ))}
      </Pictures>
      <PicturePager {...props} />
    </>
  )
}

const isNarrow = ({ text, state }: PictureFilter) => text !== '' || state !== null

function StateTag({ t, picture }: { t: Say; picture: Picture }) {
  const state = stateOf(picture)
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}

function PictureFilters({ t, filter }: Pick<ListProps, 't' | 'filter'>) {
  return (
    <Filters
      action={picturesAddress}
      label={t('filter.title')}
      button={t('filter.go')}
      reset={isNarrow(filter) ? { href: picturesAddress, text: t('filter.all') } : undefined}
    >
      <SearchField name="q" label={t('filter.text')} value={filter.text} />
      <SelectField
        name="state"
        label={t('filter.state')}
        options={[
          { value: '', text: t('filter.anyState') },
          ...pictureStates.map((state) => ({
            ...{ value: state, text: t(`state.${state}`), selected: filter.state === state },
          })),
        ]}
      />
    </Filters>
  )
}

function PicturePager({ t, pictures, filter, page }: ListProps) {
  const last = Math.max(0, Math.ceil(pictures.length / pageSize) - 1)
  if (last === 0) return null
  const at = (other: number): Href => {
    const query = new URLSearchParams({ q: filter.text, state: filter.state ?? '', page: String(other + 1) })
    return `${picturesAddress}?${query}`
  }
  return (
    <Pager
      label={t('page.label')}
      text={t('page.of', { page: page + 1, last: last + 1 })}
      newer={page > 0 ? { href: at(page - 1), text: t('page.newer') } : undefined}
      older={page < last ? { href: at(page + 1), text: t('page.older') } : undefined}
    />
  )
}

interface OneProps extends Tried {
  readonly t: Say
  readonly picture: Picture
  readonly edits: readonly RecordEdit[]
  readonly notice: { readonly tone: Tone; readonly text: string } | null
}

/** One picture: what is to be seen on it, and whether people agreed. */
export function PicturePage(props: OneProps): Html {
  const { t, picture, edits, notice, problems } = props
  const state = stateOf(picture)
  return (
    <>
      <Slips t={t} problems={problems} />
      <Crumbs
        label={t('pictures.title')}
        steps={[{ text: t('pictures.title'), href: picturesAddress }, { text: picture.name }]}
      />
      <PageTitle title={picture.alt?.[t.language] ?? picture.name} lead={<StateTag t={t} picture={picture} />} />
      {notice && <Notice tone={notice.tone} title={notice.text} role={notice.tone === 'ok' ? 'status' : 'alert'} />}
      <Notice tone="quiet" role="note">
        <p>{t(`state.${state}.text`)}</p>
      </Notice>
      <PictureFigure {...deskSourceOf(picture, t.language)} />
      <Muted>{t('picture.sent', { at: sayMoment(picture.at, t.language), by: picture.by, name: picture.name })}</Muted>
      {state !== 'archived' && <Described {...props} />}
      <PutAway t={t} picture={picture} />
      <History t={t} edits={edits} />
    </>
  )
}

function Described({ t, picture, typed, problems }: OneProps) {
  const own = { t, typed, problems }
  return (
    <Section title={t('picture.words')}>
      <Form action={`${picturesAddress}/${picture.id}`} method="post" label={t('picture.words')}>
        <HiddenField name="version" value={typed.version ?? picture.version} />
        <TextInThree {...own} name="alt" legend={t('picture.alt')} hint={t('picture.alt.hint')} />
        <TextInThree {...own} name="caption" legend={t('picture.caption')} hint={t('picture.caption.hint')} />
        <RadioField
          name="people"
          label={t('picture.people')}
          error={saidOf(problems, 'people', t.language, t)}
          options={(['none', 'agreed'] as const).map((value) => ({
            ...{ value, text: t(`people.${value}`), hint: t(`people.${value}.hint`), selected: typed.people === value },
          }))}
        />
        <TextField
          name="consent"
          label={t('picture.consent')}
          hint={t('picture.consent.hint')}
          value={typed.consent ?? ''}
          error={saidOf(problems, 'consent', t.language, t)}
        />
        <Actions>
          <Button>{t('form.save')}</Button>
          <ButtonLink href={picturesAddress} tone="soft">
            {t('form.back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Section>
  )
}

function PutAway({ t, picture }: Pick<OneProps, 't' | 'picture'>) {
  const at: Href = `${picturesAddress}/${picture.id}/archive`
  if (picture.archived)
    return (
      <Form action={at} method="post" label={t('picture.back')}>
        <HiddenField name="away" value="no" />
        <Actions>
          <Button tone="soft">{t('picture.back')}</Button>
        </Actions>
      </Form>
    )
  return (
    <Confirm open={t('picture.away')}>
      <p>{t('picture.awayText')}</p>
      <Form action={at} method="post" label={t('picture.away')}>
        <HiddenField name="away" value="yes" />
        <Actions>
          <Button tone="danger">{t('picture.away')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}
