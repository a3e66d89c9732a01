import { sayBytes, sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  DescriptionList,
  Form,
  HiddenField,
  Muted,
  Notice,
  PageTitle,
  Section,
  Table,
} from '../../ui/index.ts'
import { packageAddress, registerAddress, runAddress } from './addresses.ts'
import { MoveForm } from './move-forms.tsx'
import { next, standingMoves } from './move-rules.ts'
import type { Moved } from './move-store.ts'
import { History, Looks, type PackageProps } from './package-history.tsx'
import { StateTag } from './state-tag.tsx'
import { type PackageSay, packageWords } from './words.ts'

/** One package: what it holds, where it is, and everything that happened to it. */
export function PackagePage(props: PackageProps) {
  const { kept, title, language, refusal, mayLook, mayWork } = props
  const t = packageWords(language)
  return (
    <>
      <Crumbs label={t('here')} steps={[{ text: t('register.title'), href: registerAddress }, { text: kept.number }]} />
      <PageTitle over={title} title={kept.number} lead={kept.shownAs} />
      {refusal && <Notice tone="late" role="alert" title={t.find(refusal.key, refusal.params) ?? refusal.key} />}
      <Newer {...props} />
      {!kept.madeAt && <Unmade {...props} />}
      {kept.because && (
        <Notice tone="due" title={t('inventory.incomplete')}>
          <ul>
            {kept.contents.lacks.map((one) => (
              <li>{one}</li>
            ))}
          </ul>
          <p>{t('inventory.because', { because: kept.because })}</p>
        </Notice>
      )}
      <DescriptionList rows={rowsOf(t, props)} />
      {kept.madeAt && mayLook && <Open {...props} />}
      {kept.madeAt && mayWork && <Next {...props} />}
      <Files {...props} />
      <History {...props} />
      {mayLook && <Looks {...props} />}
    </>
  )
}

function rowsOf(t: PackageSay, { kept, versions, language }: PackageProps) {
  const letter = kept.letterId
  return [
    { term: t('register.state'), value: <StateTag t={t} one={kept} /> },
    ...(kept.onDay ? [{ term: t('package.since'), value: sayDay(kept.onDay, language) }] : []),
    ...(kept.theirNumber ? [{ term: t('move.theirNumber'), value: kept.theirNumber }] : []),
    { term: t('inventory.to'), value: kept.contents.to },
    {
      term: t('inventory.case'),
      value: <a href={`/desk/cases/${kept.procedure}/${kept.caseId}`}>{kept.caseNumber}</a>,
    },
    ...(letter
      ? [{ term: t('look.cover'), value: <a href={`/desk/letters/${letter}`}>{t('package.letter')}</a> }]
      : []),
    { term: t('package.version'), value: t('package.versionOf', { version: kept.version, all: versions.length }) },
    { term: t('inventory.pages'), value: kept.pages ?? '' },
    {
      term: t('register.made'),
      value: (
        <a href={runAddress(kept.runId)}>
          {t('run.by', { name: kept.byName, at: sayMoment(kept.numberedAt, language) })}
        </a>
      ),
    },
  ]
}

function Newer({ kept, versions, language }: PackageProps) {
  const t = packageWords(language)
  const newest = versions.find(({ version }) => version > kept.version)
  if (!newest) return null
  return (
    <Notice tone="wait" title={t('package.newer')}>
      <a href={packageAddress(newest.id)}>{newest.number}</a>
    </Notice>
  )
}

function Unmade({ kept, language }: PackageProps) {
  const t = packageWords(language)
  return (
    <Notice tone="due" title={t('package.unmade')}>
      <a href={runAddress(kept.runId)}>{t('package.unmadeText')}</a>
    </Notice>
  )
}

function Open({ kept, files, language, mayWork, requestKey }: PackageProps) {
  const t = packageWords(language)
  const base = packageAddress(kept.id)
  if (!files[0]?.blobId) return <Notice tone="wait" title={t('package.erased')} />
  return (
    <>
      <Actions>
        <ButtonLink href={`${base}/print.pdf`}>{t('file.print', { count: 1 })}</ButtonLink>
        <ButtonLink tone="soft" href={`${base}/folder.zip`}>
          {t('file.folder')}
        </ButtonLink>
        {mayWork && (
          <Form action={`${base}/copies`} method="post" label={t('copy.make')}>
            <HiddenField name="key" value={requestKey} />
            <Button tone="soft">{t('copy.make')}</Button>
          </Form>
        )}
      </Actions>
      <Muted>{t('file.journal')}</Muted>
    </>
  )
}

function Next(props: PackageProps) {
  const { kept, moves, language, requestKey, today, slip } = props
  const t = packageWords(language)
  const base = packageAddress(kept.id)
  const last = standingMoves(moves).at(-1)
  return (
    <Section title={t('package.next')}>
      {next[kept.state].map((move) => (
        <Confirm
          open={t(`move.${move}.open`)}
          tone={move === 'returned' ? 'soft' : 'main'}
          expanded={slip?.move === move}
        >
          <MoveForm
            move={move}
            action={`${base}/moves/${move}`}
            language={language}
            requestKey={requestKey}
            seen={moves.at(-1)?.id ?? ''}
            to={kept.contents.to}
            today={today}
            slip={slip}
          />
        </Confirm>
      ))}
      {last && (
        <Confirm open={t('move.undo')} tone="soft">
          <p>{t('move.undoAbout', { what: t(`state.${asState(last.move)}`), day: sayDay(last.onDay, language) })}</p>
          <Form action={`${base}/undoing`} method="post" label={t('move.undo')}>
            <HiddenField name="key" value={requestKey} />
            <HiddenField name="move" value={last.id} />
            <Button tone="danger">{t('move.undo')}</Button>
          </Form>
        </Confirm>
      )}
    </Section>
  )
}

const asState = (move: Moved['move']) => (move === 'received' || move === 'returned' ? move : 'handed')

function Files({ kept, files, language, mayLook }: PackageProps) {
  const t = packageWords(language)
  if (files.length === 0) return null
  return (
    <Section title={t('package.files')}>
      <Table
        caption={t('package.files')}
        captionHidden
        columns={[
          { key: 'name', text: t('package.file') },
          { key: 'pages', text: t('inventory.pages'), numeric: true },
          { key: 'size', text: t('package.size'), numeric: true },
          { key: 'hash', text: 'SHA-256' },
        ]}
        rows={files.map(({ place, name, pages, bytes, sha256, blobId }) => ({
          ...(mayLook && blobId ? { href: `${packageAddress(kept.id)}/files/${place}` as const } : {}),
          cells: [name, pages ?? '', sayBytes(bytes, language), <Muted>{inParts(sha256)}</Muted>],
        }))}
        empty=""
      />
    </Section>
  )
}

// In parts a hash can be read aloud, and breaks on a phone.
const inParts = (hash: string) => hash.match(/.{16}/g)?.join(' ') ?? hash
