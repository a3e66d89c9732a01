import { type Day, readDay } from '../../platform/days.ts'
import type { Child, Href } from '../../platform/jsx-runtime.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import { sayBytes, sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Crumbs,
  FileCard,
  Muted,
  Notice,
  PageTitle,
  Section,
  Stack,
  Tag,
  Timeline,
  TwoColumns,
} from '../../ui/index.ts'
import { type ChecklistItem, deskAddress, paperState, timelineItems, type View } from '../cases/index.ts'
import type { Attestation } from './attestation-store.ts'
import { Attestations } from './attestations.tsx'
import { dueOf } from './ends.tsx'
import { Originals } from './originals.tsx'
import { Record } from './record.tsx'
import { endingOf } from './rules.ts'
import type { Described, Moved } from './store.ts'
import type { Say } from './words.ts'

type Journal = Parameters<typeof timelineItems>[0]

/** What was sent and could not be done. */
export interface Slip {
  readonly form: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** Why it was refused as a whole. */
  readonly refused?: string
}

export interface PaperProps {
  readonly t: Say
  readonly view: View
  readonly item: ChecklistItem
  readonly described: Described
  readonly moves: readonly Moved[]
  readonly attestations: readonly Attestation[]
  readonly journal: Journal
  readonly today: Day
  readonly mayWork: boolean
  readonly slip: Slip | null
  readonly notice: string | null
}

export const paperAddress = (view: View, type: string): Href => `${deskAddress(view)}/documents/${type}`

/** One paper: whose, how it stands, its files, what it says, where its original lies, its translations and its history. */
export function PaperPage(props: PaperProps) {
  const { t, view, item, slip, notice } = props
  const { language } = t
  const { title, tag, state } = paperState(item, view, language)
  const number = view.standing.number ?? view.standing.title
  return (
    <>
      <Crumbs
        label={t('here')}
        steps={[
          { text: view.procedure.words(language)('names'), href: `/desk/cases/${view.procedure.name}` },
          { text: number, href: deskAddress(view), keyName: 'b' },
          { text: title },
        ]}
      />
      <PageTitle over={<a href={deskAddress(view)}>{view.standing.title}</a>} title={title} />
      <p>
        <Tag tone={tones[state]}>{tag}</Tag> <Ends {...props} />
      </p>
      {notice && <Notice tone="ok" role="status" title={notice} />}
      {slip?.refused && <Notice tone="late" role="alert" title={slip.refused} />}
      <TwoColumns even>
        <Stack>
          <Files {...props} />
          <Record {...props} />
        </Stack>
        <Stack>
          <Originals {...props} />
          <Attestations {...props} />
          <History {...props} />
        </Stack>
      </TwoColumns>
    </>
  )
}

const tones = { ok: 'ok', wait: 'wait', missing: 'due', back: 'late' } as const

function Ends({ t, view, item, described, today }: PaperProps) {
  const ends = readDay(described.record.endsOn) ?? item.wanted.record?.ends ?? null
  const ending = endingOf(ends, today, dueOf(view))
  if (!ends || !ending) return null
  return <Tag tone={ending === 'ended' ? 'late' : 'due'}>{t(`ends.${ending}`, { day: sayDay(ends, t.language) })}</Tag>
}

function Files({ t, view, item }: PaperProps) {
  const rounds = [
    { title: t('files.now'), files: item.files },
    { title: t('files.earlier'), files: item.earlier },
  ].filter(({ files }) => files.length > 0)
  return (
    <Section title={t('files.title')}>
      {rounds.length === 0 && <Muted>{t('files.none')}</Muted>}
      {rounds.map(({ title, files }) => (
        <Stack>
          {item.earlier.length > 0 && <Muted>{title}</Muted>}
          {files.map((file) => (
            <FileOf t={t} view={view} file={file}>
              {sayMoment(file.uploadedAt, t.language)}
            </FileOf>
          ))}
        </Stack>
      ))}
    </Section>
  )
}

interface FileShown {
  readonly id: string
  readonly name: string
  readonly bytes: number
  readonly pages: number
  readonly hasThumbnail: boolean
}

/** A file with a small picture; opened it is shown whole, and that look is written down. */
export function FileOf({ t, view, file, children }: { t: Say; view: View; file: FileShown; children?: Child }) {
  const address: Href = `${deskAddress(view)}/files/${file.id}`
  return (
    <FileCard
      name={file.name}
      size={`${sayBytes(file.bytes, t.language)}, ${t('files.pages', { count: file.pages })}`}
      href={address}
      thumbnail={file.hasThumbnail ? `${address}/thumbnail` : undefined}
      actions={children && <Muted>{children}</Muted>}
    />
  )
}

function History({ t, view, item, journal }: PaperProps) {
  const { type } = item.wanted
  const own = journal.filter(
    ({ input }) => typeof input === 'object' && input !== null && 'type' in input && input.type === type,
  )
  return (
    <Section title={t('history.title')}>
      {own.length === 0 && <Muted>{t('history.none')}</Muted>}
      <Timeline items={timelineItems(own, view, t.language, 'office')} />
    </Section>
  )
}
