import {
  Actions,
  Button,
  EmptyState,
  Form,
  HiddenField,
  Notice,
  PageTitle,
  Section,
  Table,
  Tag,
  TextArea,
} from '../../ui/index.ts'
import { mobility } from '../mobility/index.ts'
import { personAddress, selectionAddress } from './addresses.ts'
import { type Gap, gaps, type Open, unnamed } from './check-rules.ts'
import { errorIn, type Here, type Slip, Slipped, Way } from './parts.tsx'

interface CheckProps extends Here {
  readonly open: readonly Open[]
  readonly published: boolean
  /** The newest run is not what its ground gives any more. */
  readonly stale: boolean
  readonly slip: Slip
}

const mostShown = 50

/** Nobody is left without an answer: everybody who would be, by the reason, to be cleared or named. */
export function CheckPage(props: CheckProps) {
  const { t, call, open, published, stale, slip } = props
  const left = unnamed(open).length
  return (
    <>
      <Way t={t} call={call} page={t('check.title')} />
      <PageTitle title={t('check.title')} lead={t(published ? 'check.leadAfter' : 'check.lead')} />
      <Slipped t={t} slip={slip} />
      {stale && <Notice tone="late" title={t('check.stale')} role="note" />}
      {left > 0 && <Notice tone="due" title={t('check.left', { left })} role="note" />}
      {open.length === 0 && <EmptyState title={t('check.clear')} text={t('check.clearText')} />}
      {gaps.map((gap) => (
        <Group {...props} gap={gap} people={open.filter((one) => one.gap === gap)} />
      ))}
    </>
  )
}

function Group(props: CheckProps & { gap: Gap; people: readonly Open[] }) {
  const { t, call, gap, people } = props
  if (people.length === 0) return null
  return (
    <Section title={t(`gap.${gap}`, { count: people.length })} id={gap}>
      <p>{t(`gap.${gap}.text`)}</p>
      <Table
        caption={t(`gap.${gap}`, { count: people.length })}
        captionHidden
        columns={[
          { key: 'name', text: t('list.name') },
          { key: 'number', text: t('list.number'), whole: true },
          { key: 'stage', text: t('person.case') },
          { key: 'named', text: t('check.named') },
        ]}
        rows={people.slice(0, mostShown).map(({ person }) => ({
          href: personAddress(call, person.caseId),
          cells: [
            person.name,
            person.number ?? '',
            mobility.words(t.language)(`stage.${person.stage}`),
            person.named === null ? <Tag tone="due">{t('check.unnamed')}</Tag> : person.named,
          ],
        }))}
        empty=""
      />
      {people.length > mostShown && <p>{t('change.more', { count: people.length - mostShown })}</p>}
      {props.mayWork && <Naming {...props} />}
    </Section>
  )
}

function Naming({ t, call, gap, people, slip }: CheckProps & { gap: Gap; people: readonly Open[] }) {
  const left = unnamed(people).length
  const here = `${selectionAddress(call)}/named` as const
  const isHere = slip.typed.gap === gap
  return (
    <>
      {left > 0 && (
        <Form action={here} method="post" label={t('check.name', { count: left })}>
          <HiddenField name="gap" value={gap} />
          <TextArea
            id={`reason-${gap}`}
            name="reason"
            label={t('check.reason')}
            hint={t('check.reasonHint')}
            rows={2}
            value={isHere ? slip.typed.reason : ''}
            error={isHere ? errorIn(t, slip, 'reason') : undefined}
          />
          <Actions>
            <Button tone="soft">{t('check.name', { count: left })}</Button>
          </Actions>
        </Form>
      )}
      {left < people.length && (
        <Form action={`${here}/removal`} method="post" label={t('check.unname')}>
          <HiddenField name="gap" value={gap} />
          <Actions>
            <Button tone="soft">{t('check.unname')}</Button>
          </Actions>
        </Form>
      )}
    </>
  )
}
