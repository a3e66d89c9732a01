import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  FileField,
  Form,
  Link,
  Muted,
  Section,
  Table,
  Tag,
} from '../../ui/index.ts'
import { sayHundredths } from '../transcripts/index.ts'
import type { PageProps } from './page.tsx'
import { type Agreement, type Decision, inForce } from './rules.ts'
import { sayCredits } from './tables.tsx'
import type { Say } from './words.ts'

/** Tables C and D: what the host says of its components, and what the unit has decided on its own. */
export function Outcomes({ room, agreement, files }: PageProps & { agreement: Agreement }) {
  const { t, base, mayDecide } = room
  const version = inForce(agreement)
  if (!version) return null
  const { components, ratio } = version.said
  const own = components.filter(({ side }) => side === 'host')
  const home = components.filter(({ side }) => side === 'home')
  const records = files.filter(({ what }) => what === 'records')
  return (
    <>
      <Section title={t('marks.title')}>
        <Table
          caption={t('marks.title')}
          captionHidden
          columns={[
            { key: 'title', text: t('column.title') },
            { key: 'done', text: t('marks.done') },
            { key: 'ects', text: t('column.ects'), numeric: true },
            { key: 'grade', text: t('marks.grade') },
          ]}
          empty=""
          rows={own.map((one) => {
            const mark = agreement.marks.find(({ componentId }) => componentId === one.id)
            return {
              cells: [
                [one.code, one.title].filter(Boolean).join(' '),
                mark ? <Tag tone={mark.completed ? 'ok' : 'late'}>{t(mark.completed ? 'yes' : 'no')}</Tag> : '–',
                mark?.ects == null ? '–' : sayHundredths(mark.ects, t.language),
                mark?.grade || '–',
              ],
            }
          })}
        />
        {records.map(({ id, name }) => (
          <p>
            <Link href={`${base}/files/${id}`}>{t('marks.file', { name })}</Link>
          </p>
        ))}
        {mayDecide && (
          <Actions>
            <ButtonLink href={`${base}/marks`} tone="soft">
              {t('marks.enter')}
            </ButtonLink>
            <Confirm open={t('marks.scan.open')} tone="soft">
              <Form action={`${base}/records`} method="post" label={t('marks.scan')} multipart>
                <FileField name="file" label={t('marks.scan')} hint={t('scan.hint')} accept="application/pdf,image/*" />
                <Button>{t('save')}</Button>
              </Form>
            </Confirm>
          </Actions>
        )}
      </Section>
      <Section title={t('decisions.title')}>
        <Table
          caption={t('decisions.title')}
          captionHidden
          columns={[
            { key: 'title', text: t('column.title') },
            { key: 'planned', text: t('decisions.planned'), numeric: true },
            { key: 'decided', text: t('decisions.decided') },
            { key: 'credits', text: t('column.national'), numeric: true },
            { key: 'mark', text: t('decisions.mark') },
            ...(mayDecide ? [{ key: 'change', text: t('column.change') }] : []),
          ]}
          empty=""
          rows={home.map((one) => {
            const decision = agreement.decisions.find(({ componentId }) => componentId === one.id)
            return {
              cells: [
                [one.code, one.title].filter(Boolean).join(' '),
                sayCredits(t, one, 'national', ratio),
                <Decided t={t} decision={decision} />,
                decision?.credits == null ? '–' : sayHundredths(decision.credits, t.language),
                decision?.recognised ? decision.mark || t('decisions.pass') : '–',
                ...(mayDecide
                  ? [
                      <Link href={`${base}/decisions/${one.id}`}>
                        {t('decisions.decide')}
                        <span class="vh"> {one.title}</span>
                      </Link>,
                    ]
                  : []),
              ],
            }
          })}
        />
      </Section>
    </>
  )
}

function Decided({ t, decision }: { t: Say; decision: Decision | undefined }) {
  if (!decision) return <Tag tone="due">{t('decisions.open')}</Tag>
  const { recognised, title, reason, byName, at } = decision
  return (
    <>
      <Tag tone={recognised ? 'ok' : 'late'}>{t(recognised ? 'decisions.yes' : 'decisions.no')}</Tag> {title}{' '}
      {reason && <>{reason} </>}
      <Muted>{t('version.by', { name: byName, at: sayMoment(at, t.language) })}</Muted>
    </>
  )
}
