import { sayDay } from '../../platform/words/saying-days.ts'
import { Card, Link, Muted } from '../../ui/index.ts'
import { type Panel, representativesOf } from '../cases/index.ts'
import { address } from './my-pages.tsx'
import { representativesWords, type Say } from './words.ts'

type Shown = Awaited<ReturnType<typeof representativesOf>>

/** Who acts in a case, on its pages: for its person with the way to end it, for the office with the mail address. */
export const representativePanel: Panel = {
  my: async (visit, view) => {
    if (view.acting) return null
    const all = await representativesOf(visit.within(view.standing.institution), view.standing, view.law.day)
    const t = representativesWords(visit.language)
    if (all.length === 0) return null
    return (
      <Card title={t('panel.title')}>
        <List t={t} all={all} />
        <Link href={address}>{t('panel.change')}</Link>
      </Card>
    )
  },
  desk: async (visit, view) => {
    const all = await representativesOf(visit.within(view.standing.institution), view.standing, view.law.day)
    const t = representativesWords(visit.language)
    if (all.length === 0) return null
    return (
      <Card title={t('panel.title')} level={3}>
        <List t={t} all={all} />
        <Muted>{t('panel.desk')}</Muted>
      </Card>
    )
  },
}

function List({ t, all }: { t: Say; all: Shown }) {
  return (
    <ul>
      {all.map((one) => (
        <li>
          {t('panel.one', {
            name: one.name,
            kind: t.find(`kind.${one.kind}`) ?? '',
            day: sayDay(one.until, t.language),
          })}{' '}
          <span>{one.email}</span>{' '}
          {one.mandates.length > 0 && <Muted>{one.mandates.map((mandate) => t(`may.${mandate}`)).join('; ')}</Muted>}
        </li>
      ))}
    </ul>
  )
}
