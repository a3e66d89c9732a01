import { encode } from 'uqr'
import type { Href } from '../../platform/jsx-runtime.ts'
import { sayBytes, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Form,
  Notice,
  PageTitle,
  Section,
  SelectField,
  Square,
  Table,
  Timeline,
} from '../../ui/index.ts'
import { addressOf, type View } from '../cases/index.ts'
import type { PartUpload } from '../documents/index.ts'
import { takingPapers } from './papers.ts'
import { linkMinutes, stateForOwner } from './rules.ts'
import type { Arrival, CameraLink } from './store.ts'
import type { CameraSay } from './words.ts'

interface LinksPageProps {
  readonly t: CameraSay
  readonly view: View
  readonly links: readonly CameraLink[]
  readonly arrivals: readonly Arrival[]
  readonly now: Date
  readonly tooMany: boolean
}

/** What this is, for which paper, and who used it so far. */
export function LinksPage({ t, view, links, arrivals, now, tooMany }: LinksPageProps) {
  const base = addressOf(view)
  const papers = takingPapers(view)
  return (
    <>
      <PageTitle title={t('links.title')} lead={t('links.lead', { minutes: linkMinutes })} />
      {tooMany && (
        <Notice tone="late" role="alert">
          {t('links.tooMany')}
        </Notice>
      )}
      <Form action={`${base}/camera`} method="post">
        <SelectField
          name="type"
          label={t('links.paper')}
          options={[
            { value: '', text: t('links.all') },
            ...papers.map(({ wanted }) => ({ value: wanted.type, text: wanted.title[t.language] })),
          ]}
        />
        <Actions>
          <Button>{t('links.make')}</Button>
          <ButtonLink tone="soft" href={`${base}/documents`}>
            {t('links.back')}
          </ButtonLink>
        </Actions>
      </Form>
      {links.some((link) => ['fresh', 'open'].includes(stateForOwner(link, now))) && <Ending t={t} base={base} />}
      <Section title={t('links.used')}>
        <Table
          caption={t('links.used')}
          captionHidden
          columns={(['made', 'paper', 'device', 'files', 'state'] as const).map((key) => ({
            key,
            text: t(`links.column.${key}`),
          }))}
          rows={links.map((link) => ({ cells: cellsOf(t, view, link, arrivals, now) }))}
          empty={t('links.none')}
        />
      </Section>
    </>
  )
}

function cellsOf(t: CameraSay, view: View, link: CameraLink, arrivals: readonly Arrival[], now: Date) {
  const paper = view.items.find(({ wanted }) => wanted.type === link.type)?.wanted.title[t.language]
  return [
    sayMoment(link.madeAt, t.language),
    link.type === null ? t('links.all') : (paper ?? link.type),
    link.openedAt ? `${link.device || t('links.someDevice')}, ${sayMoment(link.openedAt, t.language)}` : '–',
    String(arrivals.filter((arrival) => arrival.link === link.id).length),
    t(`links.state.${stateForOwner(link, now)}`),
  ]
}

function Ending({ t, base }: { t: CameraSay; base: Href }) {
  return (
    <Form action={`${base}/camera/ending`} method="post">
      <Actions>
        <Button tone="soft">{t('link.end')}</Button>
      </Actions>
    </Form>
  )
}

interface LinkPageProps {
  readonly t: CameraSay
  readonly view: View
  readonly link: CameraLink
  readonly address: string
  readonly arrivals: readonly Arrival[]
  readonly arriving: readonly PartUpload[]
  readonly now: Date
}

/** The square to scan; once a telephone is there, what arrives from it. */
export function LinkPage({ t, view, link, address, arrivals, arriving, now }: LinkPageProps) {
  const state = stateForOwner(link, now)
  const base = addressOf(view)
  const alive = state === 'fresh' || state === 'open'
  return (
    <>
      <PageTitle title={t('link.title')} lead={t('link.lead')} />
      <div data-live="camera" data-watch={alive ? 'yes' : undefined}>
        <Notice tone={alive ? 'ok' : 'wait'} role="status">
          <p>{t(`link.state.${state}`, { device: link.device || t('links.someDevice') })}</p>
          {alive && <p>{t('link.until', { at: sayMoment(link.endsAt, t.language) })}</p>}
        </Notice>
        {state === 'fresh' && (
          <>
            <Square {...squareOf(address)} label={t('link.square')} />
            <p class="muted">{t('link.typed')}</p>
            <p>
              <code>{address}</code>
            </p>
          </>
        )}
        {arriving.map((upload) => (
          <p>
            {t('link.arriving', {
              name: upload.name,
              safe: sayBytes(upload.received, t.language),
              all: sayBytes(upload.length, t.language),
            })}
          </p>
        ))}
        {arrivals.length > 0 && (
          <Section title={t('link.arrived')}>
            <Timeline items={arrivals.map((arrival) => arrivedItem(t, view, arrival))} />
          </Section>
        )}
        {alive && <Ending t={t} base={base} />}
      </div>
      <Actions>
        <ButtonLink href={`${base}/documents`}>{t('links.back')}</ButtonLink>
        <ButtonLink tone="soft" href={`${base}/camera`}>
          {t('link.another')}
        </ButtonLink>
      </Actions>
    </>
  )
}

function arrivedItem(t: CameraSay, view: View, { name, type, at }: Arrival) {
  const paper = view.items.find(({ wanted }) => wanted.type === type)?.wanted.title[t.language] ?? type
  return { title: name, when: sayMoment(at, t.language), dateTime: at.toISOString(), text: paper }
}

// Four light modules around it, as scanners expect.
function squareOf(address: string) {
  const { size, data } = encode(address, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return { modules: size, path }
}
