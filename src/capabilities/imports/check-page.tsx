import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  FileField,
  Form,
  HiddenField,
  More,
  Muted,
  Notice,
  Pager,
  Prose,
  RadioField,
  Section,
  Table,
  Tag,
  Tile,
  Tiles,
  type Tone,
} from '../../ui/index.ts'
import type { Counts, Line } from './line-store.ts'
import { ReadingNotes } from './reading-page.tsx'
import { importAddress, importsAddress, problemSaid } from './said.ts'
import { StepPage, type StepProps } from './steps-page.tsx'
import { doublesWays, type Undone, type Verdict, verdicts } from './target.ts'

export interface LinesShown {
  readonly lines: readonly Line[]
  readonly counts: Counts
  readonly of: Verdict | Undone | null
  readonly after: number
  readonly next: number | null
}

interface CheckProps extends StepProps, LinesShown {
  readonly notice: string | null
  readonly refusal: string | null
  /** The id that a mended sheet gets. */
  readonly freshId: string
}

/** The dry run: how many lines would do what, and each line with what is wrong with it. */
export function CheckPage(props: CheckProps) {
  const { t, one, counts } = props
  const writes = counts.of('new') + counts.of('changed')
  return (
    <StepPage {...props} step="check">
      <Prose>
        <p>{one.checkedAt && t('check.lead', { time: sayMoment(one.checkedAt, t.language) })}</p>
      </Prose>
      <ReadingNotes t={t} one={one} />
      <VerdictTiles {...props} />
      <Form action={importAddress(one, '/check')} method="post">
        <RadioField
          name="doubles"
          label={t('check.doubles')}
          options={doublesWays.map((way) => ({
            value: way,
            text: t(`check.doubles.${way}`),
            selected: way === one.doubles,
          }))}
        />
        <Actions>
          <Button tone="soft">{t('check.again')}</Button>
        </Actions>
      </Form>
      {counts.of('wrong') > 0 && <Mending {...props} />}
      {writes > 0 ? (
        <Form action={importAddress(one, '/start')} method="post">
          <Actions>
            <Button>{t('check.start', { count: writes })}</Button>
          </Actions>
        </Form>
      ) : (
        <Notice tone="quiet">
          <p>{t('check.nothing')}</p>
        </Notice>
      )}
      <LineTable {...props} part="/check" />
    </StepPage>
  )
}

export const verdictTones: Readonly<Record<Verdict, Tone>> = {
  ...{ new: 'ok', changed: 'due', same: 'quiet', left: 'quiet', twin: 'quiet', wrong: 'late' },
}

export function VerdictTiles({ t, one, counts }: StepProps & LinesShown) {
  const part = one.state === 'open' ? '/check' : ''
  return (
    <Tiles>
      {verdicts
        .filter((verdict) => counts.of(verdict) > 0)
        .map((verdict) => (
          <Tile
            text={t(`verdict.${verdict}`)}
            value={counts.of(verdict).toLocaleString(t.language)}
            href={importAddress(one, `${part}?show=${verdict}#lines`)}
          />
        ))}
    </Tiles>
  )
}

/** The lines that stay out, as a sheet with what is wrong; mended, it is sent here again. */
export function Mending({ t, one, counts, freshId }: StepProps & LinesShown & { freshId: string }) {
  return (
    <Notice tone="due">
      <p>{t('check.wrong', { count: counts.of('wrong') })}</p>
      <Actions>
        <ButtonLink tone="soft" href={importAddress(one, '/wrong.xlsx')}>
          {t('check.download')}
        </ButtonLink>
        <ButtonLink tone="soft" href={importAddress(one, '/wrong.csv')}>
          CSV
        </ButtonLink>
        <ButtonLink tone="soft" href={importAddress(one, '/wrong.xlsx?all=yes')}>
          {t('check.download.all')}
        </ButtonLink>
      </Actions>
      <More title={t('check.mended')}>
        <Form action={importsAddress} method="post" multipart>
          <HiddenField name="id" value={freshId} />
          <HiddenField name="target" value={one.target} />
          <FileField name="file" label={t('send.file')} accept=".xlsx,.csv,.tsv,.txt,.json" />
          <Actions>
            <Button tone="soft">{t('send.button')}</Button>
          </Actions>
        </Form>
      </More>
    </Notice>
  )
}

/** The lines, a page at a time; `part` is the address that shows them. */
export function LineTable({ t, one, lines, of, after, next, part }: StepProps & LinesShown & { part: '' | '/check' }) {
  const query = (from: number) => {
    const said = new URLSearchParams({ ...(of && { show: of }), ...(from > 0 && { after: String(from) }) }).toString()
    return importAddress(one, `${part}?${said}#lines`)
  }
  return (
    <Section
      title={t('check.lines')}
      id="lines"
      action={of && <a href={importAddress(one, `${part}#lines`)}>{t('check.all')}</a>}
    >
      <Table
        caption={t('check.lines')}
        captionHidden
        columns={(['line', 'record', 'what', 'why'] as const).map((key) => ({ key, text: t(`check.${key}`) }))}
        rows={lines.map((line) => ({
          cells: [
            String(line.line),
            line.title || '–',
            line.undone ? (
              <Tag tone={line.undone === 'kept' ? 'due' : 'quiet'}>{t(`undone.${line.undone}`)}</Tag>
            ) : (
              line.verdict && <Tag tone={verdictTones[line.verdict]}>{t(`verdict.${line.verdict}`)}</Tag>
            ),
            line.problems.length === 0 ? (
              <Muted>–</Muted>
            ) : (
              line.problems.map((problem) => <p>{problemSaid(problem, one.headings, t.language)}</p>)
            ),
          ],
        }))}
        empty={t('check.none')}
      />
      <Pager
        label={t('check.lines')}
        newer={after > 0 ? { href: query(0), text: t('check.first') } : undefined}
        older={next ? { href: query(next), text: t('check.more') } : undefined}
      />
    </Section>
  )
}
