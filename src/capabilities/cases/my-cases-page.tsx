import { dayOf } from '../../platform/days.ts'
import type { Child } from '../../platform/jsx-runtime.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Actions, ButtonLink, Card, EmptyState, Link, Notice, PageTitle, Section, Stack, Tag } from '../../ui/index.ts'
import { ActingFor } from './acting-for.tsx'
import type { View } from './moment.ts'
import { addressOf } from './my-place.ts'
import { isOpen } from './rules.ts'
import { turnOf } from './shared-pages.tsx'
import { casesWords } from './words.ts'

/** Everything that one account has, over the institutions. */
export function MyCasesPage({
  views,
  language,
  unproven,
  more,
  ways,
}: {
  views: readonly View[]
  language: Language
  unproven: string | null
  more: Child
  ways: Child
}) {
  const t = casesWords(language)
  return (
    <>
      <PageTitle title={t('my.title')} />
      {unproven && <Notice tone="wait">{t('my.unproven', { email: unproven })}</Notice>}
      {views.length === 0 && (
        <EmptyState
          title={t('my.none.title')}
          text={t('my.none.text')}
          action={<ButtonLink href="/">{t('my.none.action')}</ButtonLink>}
        />
      )}
      {more}
      <Stack>
        {views.map((view) => {
          const say = view.procedure.words(language)
          const { standing } = view
          const day = sayDay(dayOf(standing.arrivedAt ?? standing.openedAt), language)
          return (
            <Card title={`${say('name')} · ${view.institution.short[language]}`}>
              <ActingFor view={view} language={language} />
              <p>
                <Tag tone={turnOf(view).tone}>{say(`stage.${standing.stage}`)}</Tag>
              </p>
              <p>{standing.number ? `${standing.number}. ${t('my.sent', { day })}` : t('my.begun', { day })}</p>
              <Actions>
                <ButtonLink href={addressOf(view)}>
                  {isOpen(view.procedure, standing.stage) ? t('case.continue') : t('my.open')}
                </ButtonLink>
              </Actions>
            </Card>
          )
        })}
      </Stack>
      <Section title={t('my.ways')}>
        {ways}
        <p>
          <Link href="/account/representatives">{t('my.representatives')}</Link>
        </p>
        <p>
          <Link href="/account/data">{t('my.data')}</Link>
        </p>
      </Section>
    </>
  )
}
