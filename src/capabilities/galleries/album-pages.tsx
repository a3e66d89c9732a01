import type { Href, Html } from '../../platform/jsx-runtime.ts'
import { dayParts, saidOf } from '../../platform/web/words.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  DayField,
  EmptyState,
  Form,
  HiddenField,
  Link,
  Notice,
  PageTitle,
  PictureCard,
  Pictures,
  RadioField,
  Section,
  Stack,
  Table,
  Tag,
  type Tone,
} from '../../ui/index.ts'
import type { RecordEdit } from '../institutions/index.ts'
import { PictureField } from './field.tsx'
import { History } from './history.tsx'
import { type Album, type Picture, stateOf } from './rules.ts'
import { deskSourceOf } from './source.ts'
import { Slips, TextInThree, type Tried } from './three.tsx'
import type { Say } from './words.ts'

export const albumsAddress: Href = '/desk/galleries'

/** All albums of the office, with what is not shown yet and, where asked for, what was put away. */
export function AlbumsPage({ t, albums, away }: { t: Say; albums: readonly Album[]; away: boolean }): Html {
  return (
    <>
      <PageTitle title={t(away ? 'albums.archived' : 'albums.title')} lead={t('albums.lead')} />
      <Actions>
        <ButtonLink href={`${albumsAddress}/new`}>{t('albums.new')}</ButtonLink>
        <ButtonLink href="/desk/pictures" tone="soft">
          {t('pictures.title')}
        </ButtonLink>
        <Link href={away ? albumsAddress : `${albumsAddress}?away=yes`}>
          {t(away ? 'albums.title' : 'albums.archived')}
        </Link>
      </Actions>
      <Table
        caption={t('albums.title')}
        captionHidden
        columns={[
          { key: 'title', text: t('album.title') },
          { key: 'on', text: t('album.on') },
          { key: 'count', text: t('albums.count'), numeric: true },
          { key: 'who', text: t('album.who') },
        ]}
        rows={albums
          .filter(({ archived }) => archived === away)
          .map(({ id, title, on, pictures, isPublic }) => ({
            href: `${albumsAddress}/${id}`,
            cells: [
              title[t.language],
              on ? sayDay(on, t.language) : '',
              pictures.length,
              <Tag tone={isPublic ? 'ok' : 'quiet'}>{t(isPublic ? 'who.public' : 'who.own')}</Tag>,
            ],
          }))}
        empty={<EmptyState title={t('albums.none')} text={t('albums.noneText')} />}
      />
    </>
  )
}

interface FormProps extends Tried {
  readonly t: Say
  readonly id: string
  /** Null: a new one. */
  readonly album: Album | null
  readonly late: boolean
}

/** What is said of an album: its title, its day, and who sees it. */
export function AlbumFormPage({ t, id, album, typed, problems, late }: FormProps): Html {
  const own = { t, typed, problems }
  const title = album ? t('album.change') : t('albums.new')
  const day = (part: string) => typed[`on.${part}`] ?? ''
  return (
    <>
      <Slips t={t} problems={problems} />
      <AlbumCrumbs t={t} album={album} here={title} />
      <PageTitle title={title} />
      {late && <Notice tone="late" title={t('form.late')} role="alert" />}
      <Form action={album ? `${albumsAddress}/${id}/edit` : `${albumsAddress}/new`} method="post" label={title}>
        <HiddenField name="id" value={id} />
        <HiddenField name="version" value={typed.version ?? album?.version ?? 1} />
        <TextInThree {...own} name="title" legend={t('album.title')} />
        <TextInThree {...own} name="about" legend={t('album.about')} hint={t('album.about.hint')} rows={3} />
        <DayField
          name="on"
          label={t('album.on')}
          hint={t('album.on.hint')}
          words={dayParts(t.language)}
          value={{ day: day('day'), month: day('month'), year: day('year') }}
          error={saidOf(problems, 'on', t.language, t)}
        />
        <RadioField
          name="who"
          label={t('album.who')}
          options={(['public', 'own'] as const).map((who) => ({
            ...{ value: who, text: t(`who.${who}`), selected: (typed.who ?? 'own') === who },
          }))}
        />
        <Actions>
          <Button>{t('form.save')}</Button>
          <Link href={album ? `${albumsAddress}/${id}` : albumsAddress}>{t('form.back')}</Link>
        </Actions>
      </Form>
    </>
  )
}

function AlbumCrumbs({ t, album, here }: { t: Say; album: Album | null; here?: string }) {
  const title = album?.title[t.language] ?? ''
  return (
    <Crumbs
      label={t('albums.title')}
      steps={[
        { text: t('albums.title'), href: albumsAddress },
        ...(album && here ? [{ text: title, href: `${albumsAddress}/${album.id}` }] : []),
        { text: here ?? title },
      ]}
    />
  )
}

interface OneProps {
  readonly t: Say
  readonly institution: string
  readonly album: Album
  /** Pictures that can be put into it. */
  readonly offered: readonly Picture[]
  readonly edits: readonly RecordEdit[]
  readonly notice: { readonly tone: Tone; readonly text: string } | null
}

/** One album: its pictures in their order, and what can be done with them. */
export function AlbumPage(props: OneProps): Html {
  const { t, institution, album, edits, notice } = props
  const at: Href = `${albumsAddress}/${album.id}`
  const day = album.on ? sayDay(album.on, t.language) : ''
  return (
    <>
      <AlbumCrumbs t={t} album={album} />
      <PageTitle title={album.title[t.language]} over={day} lead={album.about[t.language]} />
      {notice && <Notice tone={notice.tone} title={notice.text} role="status" />}
      <Actions>
        <Tag tone={album.isPublic ? 'ok' : 'quiet'}>{t(album.isPublic ? 'who.public' : 'who.own')}</Tag>
        {!album.archived && <ButtonLink href={`${at}/edit`}>{t('album.change')}</ButtonLink>}
        {album.isPublic && !album.archived && (
          <Link href={`/${institution}/${t.language}/galleries/${album.id}`}>{t('album.see')}</Link>
        )}
      </Actions>
      <Section title={t('album.pictures')}>
        {album.pictures.length === 0 && <EmptyState title={t('album.empty')} text={t('album.emptyText')} />}
        <Pictures>
          {album.pictures.map((picture, place) => (
            <Member {...props} picture={picture} place={place} />
          ))}
        </Pictures>
      </Section>
      {!album.archived && <AddPicture {...props} />}
      <PutAway t={t} album={album} />
      <History t={t} edits={edits} />
    </>
  )
}

function Member({ t, album, picture, place }: OneProps & { picture: Picture; place: number }) {
  const state = stateOf(picture)
  const name = picture.alt?.[t.language] ?? picture.name
  return (
    <Stack>
      <PictureCard
        href={`/desk/pictures/${picture.id}`}
        title={`${place + 1}. ${name}`}
        text={state === 'shown' ? undefined : <Tag tone="due">{t(`state.${state}`)}</Tag>}
        picture={deskSourceOf(picture, t.language)}
      />
      {!album.archived && (
        <Form action={`${albumsAddress}/${album.id}/pictures`} method="post" label={name}>
          <HiddenField name="picture" value={picture.id} />
          <HiddenField name="version" value={album.version} />
          <Actions>
            <Button tone="soft" name="do" value="forward" disabled={place === 0}>
              {t('album.forward')}
            </Button>
            <Button tone="soft" name="do" value="back" disabled={place === album.pictures.length - 1}>
              {t('album.back')}
            </Button>
            <Button tone="soft" name="do" value="out">
              {t('album.out')}
            </Button>
          </Actions>
        </Form>
      )}
    </Stack>
  )
}

function AddPicture({ t, album, offered }: OneProps) {
  const free = offered.filter(({ id }) => !album.pictures.some((one) => one.id === id))
  return (
    <Section title={t('album.add')}>
      <Form action={`${albumsAddress}/${album.id}/pictures`} method="post" label={t('album.add')}>
        <HiddenField name="version" value={album.version} />
        <PictureField language={t.language} name="picture" label={t('album.which')} pictures={free} chosen="" />
        <Actions>
          <Button name="do" value="in">
            {t('album.add')}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}

function PutAway({ t, album }: Pick<OneProps, 't' | 'album'>) {
  const at: Href = `${albumsAddress}/${album.id}/archive`
  if (album.archived)
    return (
      <Form action={at} method="post" label={t('album.bring')}>
        <HiddenField name="away" value="no" />
        <Button tone="soft">{t('album.bring')}</Button>
      </Form>
    )
  return (
    <Confirm open={t('album.away')}>
      <p>{t('album.awayText')}</p>
      <Form action={at} method="post" label={t('album.away')}>
        <HiddenField name="away" value="yes" />
        <Button tone="danger">{t('album.away')}</Button>
      </Form>
    </Confirm>
  )
}
