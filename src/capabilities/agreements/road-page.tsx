import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { sayBytes, sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Card,
  Confirm,
  Form,
  HiddenField,
  Link,
  Muted,
  Notice,
  Section,
  Table,
  Tag,
} from '../../ui/index.ts'
import type { Case } from '../cases/index.ts'
import { type Answer, type Draft, type KeptPaper, unsignedOf } from './answer-store.ts'
import { isOlder, mayDraft, paragraphsOf } from './drafting.ts'
import type { Agreement } from './rules.ts'
import { agreementPage, type Named, sayParty } from './said.tsx'
import { agreementsWords, type Say } from './words.ts'

export interface RoadProps {
  readonly t: Say
  readonly agreement: Agreement
  readonly named: Named
  readonly standing: Case | null
  readonly drafts: readonly Draft[]
  readonly answers: readonly Answer[]
  readonly papers: readonly KeptPaper[]
  readonly mayEdit: boolean
  /** What the institution is called, as one of those who sign. */
  readonly us: string
}

/** Who signs: the institution, and the parties by their places. */
export function saySigner({ t, agreement, named, us }: RoadProps, party: number): string {
  const other = agreement.parties[party - 1]
  return other ? sayParty(t, other, named) : us
}

/** From the proposal to the signatures: what is to be done, the text in its versions, who was asked and what they said. */
export function RoadSection(props: RoadProps) {
  const { t, agreement, standing, drafts, mayEdit } = props
  const base = agreementPage(agreement)
  if (!standing) return <NoRoad {...props} />
  const last = drafts.at(-1)
  const writes = mayEdit && mayDraft(agreement, drafts)
  return (
    <Section title={t('road.title')}>
      <p>
        {t(`road.${agreement.keptState}`)}{' '}
        <Link href={`/desk/cases/agreement/${standing.id}`}>{t('road.case', { number: standing.number ?? '' })}</Link>
      </p>
      {last && isOlder(agreement, last) && <Notice tone="due" title={t('draft.older')} />}
      <Drafts {...props} />
      <Actions>
        {writes && (
          <ButtonLink href={`${base}/drafts/new`} tone={last ? 'soft' : 'main'}>
            {t(last ? 'draft.next' : 'draft.first')}
          </ButtonLink>
        )}
        {mayEdit && last && !standing.closedAt && (
          <ButtonLink href={`${base}/ask`} tone="soft">
            {t('ask.title')}
          </ButtonLink>
        )}
        {mayEdit && last && (agreement.keptState === 'signing' || agreement.keptState === 'approving') && (
          <ButtonLink href={`${base}/ink`} tone="soft">
            {t('ink.title')}
          </ButtonLink>
        )}
      </Actions>
      {agreement.keptState === 'signing' && last && <Missing {...props} number={last.number} />}
      <Answers {...props} />
    </Section>
  )
}

// What stood before the program is followed from where it stands.
function NoRoad({ t, agreement, mayEdit }: RoadProps) {
  const open = !['inForce', 'dropped'].includes(agreement.keptState)
  if (!mayEdit || !open) return null
  return (
    <Section title={t('road.title')}>
      <p>{t('road.noneText')}</p>
      <Form action={`${agreementPage(agreement)}/road`} method="post" label={t('road.take')}>
        <Actions>
          <Button tone="soft">{t('road.take')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

function Drafts({ t, agreement, drafts }: RoadProps) {
  const base = agreementPage(agreement)
  if (drafts.length === 0) return <Muted>{t('draft.none')}</Muted>
  return (
    <Table
      caption={t('draft.versions')}
      columns={(['version', 'about', 'by', 'open'] as const).map((key) => ({ key, text: t(`draft.${key}`) }))}
      rows={drafts.toReversed().map((draft) => ({
        href: `${base}/drafts/${draft.number}` as const,
        cells: [
          t('draft.number', { number: draft.number }),
          draft.about || '–',
          `${draft.byName}, ${sayMoment(draft.at, t.language)}`,
          draft.paperId ? (
            <Link href={`${base}/papers/${draft.paperId}`}>{t('draft.file')}</Link>
          ) : (
            writtenIn(draft).map((language) => (
              <p>
                <Link href={`${base}/drafts/${draft.number}/${language}.pdf`}>PDF {t(`language.${language}`)}</Link>
              </p>
            ))
          ),
        ],
      }))}
      empty=""
    />
  )
}

/** The languages in which a version has words. */
export function writtenIn(draft: Draft): ('en' | 'ru' | 'ky')[] {
  const text = paragraphsOf(draft)
  return (['en', 'ru', 'ky'] as const).filter((language) => text?.[language])
}

function Missing(props: RoadProps & { number: number }) {
  const { t, agreement, answers, number } = props
  const missing = unsignedOf(agreement.parties.length, answers, number)
  return <p>{t('sign.missing', { parties: missing.map((party) => saySigner(props, party)).join(', ') })}</p>
}

const tones = { yes: 'ok', no: 'late', open: 'wait', void: 'quiet' } as const

function Answers(props: RoadProps) {
  const { t, agreement, answers, mayEdit } = props
  if (answers.length === 0) return null
  const base = agreementPage(agreement)
  const standing = (one: Answer) => (one.voidAt ? 'void' : (one.answer ?? 'open'))
  return (
    <Table
      caption={t('answers.title')}
      columns={(['who', 'what', 'version', 'answer'] as const).map((key) => ({ key, text: t(`answers.${key}`) }))}
      rows={answers.map((one) => ({
        cells: [
          [one.name, one.post].filter(Boolean).join(', '),
          sayAsked(props, one),
          t('draft.number', { number: one.number }),
          <>
            <Tag tone={tones[standing(one)]}>{t(`answer.${one.what}.${standing(one)}`)}</Tag> {sayWhen(t, one)}
            {one.words && <p>{one.words}</p>}
            {one.lies && <p>{t('answers.lies', { place: one.lies })}</p>}
            {one.paperId && (
              <p>
                <Link href={`${base}/papers/${one.paperId}`}>{t('answers.scan')}</Link>
              </p>
            )}
            {mayEdit && standing(one) === 'open' && (
              <Form action={`${base}/answers/${one.id}/revocation`} method="post" label={t('ask.takeBack')}>
                <Button tone="soft">{t('ask.takeBack')}</Button>
              </Form>
            )}
          </>,
        ],
      }))}
      empty=""
    />
  )
}

function sayAsked(props: RoadProps, one: Answer): string {
  const { t } = props
  if (one.what === 'approval') return [t('asked.approval'), sayRole(t, one.role)].filter(Boolean).join(': ')
  return `${t(`asked.${one.what}`)}: ${saySigner(props, one.party)}`
}

export const sayRole = (t: Say, role: string): string => agreementsWords.byData(t.language).find(`role.${role}`) ?? role

function sayWhen(t: Say, one: Answer): string {
  if (one.answeredOn) return [sayDay(one.answeredOn, t.language), t(`how.${one.how}`)].join(', ')
  return one.until ? t('answers.until', { day: sayDay(one.until, t.language), by: one.askedBy }) : ''
}

/** Annexes, scans and other files. */
export function PapersSection({ t, agreement, papers, mayEdit }: RoadProps) {
  const base = agreementPage(agreement)
  const own = papers.filter(({ what }) => what !== 'draft' && what !== 'signature')
  if (!mayEdit && own.length === 0) return null
  return (
    <Section title={t('papers.title')} action={mayEdit && <Link href={`${base}/papers/new`}>{t('papers.add')}</Link>}>
      {own.length === 0 && <Muted>{t('papers.none')}</Muted>}
      {own.map((paper) => (
        <Card>
          <p>
            <Link href={`${base}/papers/${paper.id}`}>{paper.title || paper.name}</Link>{' '}
            <Muted>
              {agreementsWords.byData(t.language).find(`paper.what.${paper.what}`)}, {sayBytes(paper.bytes, t.language)}
              , {paper.byName}, {sayMoment(paper.at, t.language)}
            </Muted>
          </p>
          {mayEdit && (
            <Confirm open={t('papers.remove')} tone="soft">
              <p>{t('papers.remove.text')}</p>
              <Posted address={`${base}/papers/${paper.id}/removal`} text={t('papers.remove')} />
            </Confirm>
          )}
        </Card>
      ))}
    </Section>
  )
}

/** One button that posts. */
export function Posted({
  address,
  text,
  hidden = {},
}: {
  address: Href
  text: string
  hidden?: Record<string, string>
}) {
  return (
    <Form action={address} method="post" label={text}>
      {Object.entries(hidden).map(([name, value]) => (
        <HiddenField name={name} value={value} />
      ))}
      <Actions>
        <Button tone="soft">{text}</Button>
      </Actions>
    </Form>
  )
}

/** What can be done with an agreement in force: end it early, or renew it. */
export function LifeSection({ t, agreement, mayEdit, children }: RoadProps & { children: Child }) {
  const base = agreementPage(agreement)
  const canRenew = ['signed', 'inForce', 'ending', 'ended'].includes(agreement.state)
  if (!mayEdit || (!canRenew && agreement.keptState !== 'inForce')) return null
  return (
    <Section title={t('life.title')}>
      {canRenew && !agreement.renewedBy && (
        <Confirm open={t('renew.do')} tone="soft">
          <p>{t('renew.text')}</p>
          <Posted address={`${base}/renewal`} text={t('renew.do')} />
        </Confirm>
      )}
      {agreement.keptState === 'inForce' &&
        (agreement.endedOn ? (
          <Posted address={`${base}/end`} text={t('end.undo')} hidden={{ undo: 'yes' }} />
        ) : (
          children
        ))}
    </Section>
  )
}
