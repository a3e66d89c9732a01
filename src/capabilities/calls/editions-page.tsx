import { sayMoment } from '../../platform/words/saying-days.ts'
import { Card, EmptyState, Link, Muted, PageTitle, Stack } from '../../ui/index.ts'
import { callAddress, nameOf } from './draft-pages.tsx'
import { differences, type Reading } from './lines.ts'
import type { Call, Edition } from './rules.ts'

interface Props extends Reading {
  readonly call: Call
  /** The newest first. */
  readonly editions: readonly Edition[]
}

/** What a call said over time: who changed what, when and why. */
export function EditionsPage(props: Props) {
  const { t, call, editions } = props
  return (
    <>
      <PageTitle
        title={t('editions.title')}
        over={<Link href={callAddress(call)}>{nameOf(call, t)}</Link>}
        lead={t('editions.lead')}
      />
      {editions.length === 0 && <EmptyState title={t('editions.none')} />}
      <Stack>
        {editions.map((edition, at) => (
          <Card title={t('editions.nth', { number: edition.edition })}>
            <p>
              {sayMoment(edition.at, t.language)}, {edition.by || t('editions.pack')}
            </p>
            {edition.why && <p>{edition.why}</p>}
            <Changed {...props} now={edition} before={editions[at + 1]} />
          </Card>
        ))}
      </Stack>
    </>
  )
}

function Changed({ now, before, ...reading }: Props & { now: Edition; before: Edition | undefined }) {
  const { t } = reading
  if (!before) return <Muted>{t('editions.first')}</Muted>
  const changed = differences(reading, before, now)
  if (changed.length === 0) return <Muted>{t('editions.otherLanguages')}</Muted>
  return (
    <>
      {changed.map(({ part, gone, come }) => (
        <>
          <h3>{t(`part.${part}`)}</h3>
          <ul>
            {gone.map((line) => (
              <li>
                <del>{line}</del>
              </li>
            ))}
            {come.map((line) => (
              <li>
                <ins>{line}</ins>
              </li>
            ))}
          </ul>
        </>
      ))}
    </>
  )
}
