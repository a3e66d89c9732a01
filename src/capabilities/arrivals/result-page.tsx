import { raw } from '../../platform/jsx-runtime.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Button,
  Confirm,
  Crumbs,
  Form,
  Link,
  Notice,
  PageTitle,
  Progress,
  Section,
  Stack,
  Table,
  Tag,
} from '../../ui/index.ts'
import { stayAddress } from '../stays/index.ts'
import { tones } from './list-page.tsx'
import type { Import, linesOf } from './store.ts'
import type { Say } from './words.ts'

// The pages' own words know no such attribute, for good reasons; here nothing in it came from anybody.
const reload = raw('<noscript><meta http-equiv="refresh" content="2"></noscript>')

/** How far the writing is. The officer may leave: it goes on. */
export function RunningPage({ t, kept, done }: { t: Say; kept: Import; done: number }) {
  return (
    <Stack>
      <Head t={t} kept={kept} />
      <div data-running>
        {reload}
        <Progress value={done} max={Math.max(1, kept.lines)} label={t('running', { done, all: kept.lines })} />
        <p>{t('running.leave')}</p>
      </div>
    </Stack>
  )
}

interface Props {
  readonly t: Say
  readonly kept: Import
  readonly lines: Awaited<ReturnType<typeof linesOf>>
  readonly refusal: string | null
}

/** What a sheet has become, and the way back. */
export function WrittenPage({ t, kept, lines, refusal }: Props) {
  const stayed = lines.filter((line) => line.stayed)
  return (
    <Stack>
      <Head t={t} kept={kept} />
      {refusal && (
        <Notice tone="late" role="alert">
          <p>{refusal}</p>
        </Notice>
      )}
      {kept.state === 'written' && (
        <>
          <Notice tone="ok" role="status">
            <p>{t('written', { count: lines.length, fresh: lines.filter(({ madePerson }) => madePerson).length })}</p>
          </Notice>
          <Confirm open={t('undo.open')}>
            <p>{t('undo.about')}</p>
            <Form action={`/desk/arrivals/${kept.id}/undoing`} method="post" label={t('undo.open')}>
              <Button tone="danger">{t('undo.button')}</Button>
            </Form>
          </Confirm>
        </>
      )}
      {kept.undoneAt && (
        <Notice tone="quiet">
          <p>{t('undone', { name: kept.undoneBy ?? '', at: sayMoment(kept.undoneAt, t.language) })}</p>
          {stayed.length > 0 && <p>{t('undone.stayed', { count: stayed.length })}</p>}
        </Notice>
      )}
      <Section title={t('result.title')}>
        <Table
          caption={t('result.title')}
          captionHidden
          columns={[
            { key: 'row', text: t('column.row'), numeric: true },
            { key: 'who', text: t('column.who') },
            { key: 'match', text: t('column.match') },
            { key: 'records', text: t('column.records'), numeric: true },
          ]}
          empty={t('result.none')}
          rows={(kept.undoneAt ? stayed : lines).map((line) => ({
            cells: [
              String(line.line),
              <Link href={stayAddress(line.personId)}>{line.name}</Link>,
              t(line.madePerson ? 'match.new' : 'match.known'),
              String(line.records.length),
            ],
          }))}
        />
      </Section>
    </Stack>
  )
}

function Head({ t, kept }: { t: Say; kept: Import }) {
  const about = t('by', { name: kept.by.name, at: sayMoment(kept.uploadedAt, t.language) })
  return (
    <>
      <Crumbs label={t('here')} steps={[{ text: t('title'), href: '/desk/arrivals' }, { text: kept.fileName }]} />
      <PageTitle title={kept.fileName} lead={about} />
      <p>
        <Tag tone={tones[kept.state]}>{t(`state.${kept.state}`)}</Tag>
      </p>
    </>
  )
}
