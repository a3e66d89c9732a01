import type { Problem, Typed } from '../../platform/web/form.ts'
import { saidOf } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Crumbs,
  DescriptionList,
  Form,
  HiddenField,
  Notice,
  PageTitle,
  Section,
  TextArea,
} from '../../ui/index.ts'
import { deskAddress, type View } from '../cases/index.ts'
import { lookAddress, packageAddress } from './addresses.ts'
import { sayFault } from './contents.ts'
import { Lines } from './lines.tsx'
import type { Registered } from './package-store.ts'
import { type Plan, shortcomings } from './plan.ts'
import { packageWords } from './words.ts'

interface LookProps {
  readonly view: View
  readonly plan: Plan
  readonly language: Language
  /** The newest that was made of this kind. */
  readonly latest: Registered | null
  readonly requestKey: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** A package before it is made: every paper, what is missing, and the button. */
export function LookPage(props: LookProps) {
  const { view, plan, language, latest } = props
  const t = packageWords(language)
  const { standing, procedure } = view
  const title = plan.packed.title[language]
  return (
    <>
      <Crumbs
        label={t('here')}
        steps={[
          { text: procedure.words(language)('names'), href: `/desk/cases/${procedure.name}` },
          { text: standing.number ?? standing.title, href: deskAddress(view) },
          { text: title },
        ]}
      />
      <PageTitle over={standing.title} title={title} lead={t('look.lead')} />
      <DescriptionList rows={rowsOf(props)} />
      {plan.refusal && <Notice tone="late" title={sayFault(plan.refusal, language)} />}
      {latest && (
        <Notice tone="wait" title={t('look.before', { number: latest.number })}>
          <p>
            {t('look.beforeText')} <a href={packageAddress(latest.id)}>{t('look.beforeOpen')}</a>
          </p>
        </Notice>
      )}
      <Section title={t('look.papers')}>
        <Lines view={view} plan={plan} language={language} />
      </Section>
      {!plan.refusal && <Make {...props} />}
    </>
  )
}

function rowsOf({ view, plan, language }: LookProps) {
  const t = packageWords(language)
  const { packed, lines } = plan
  const papers = view.procedure.papers ?? {}
  const titled = (name: string) => papers[name]?.subject[language] ?? name
  const forms = (packed.forms ?? []).map(titled).join(', ')
  return [
    { term: t('inventory.to'), value: packed.to[language] },
    ...(packed.cover ? [{ term: t('look.cover'), value: titled(packed.cover) }] : []),
    ...(forms ? [{ term: t('look.forms'), value: forms }] : []),
    { term: t('look.pages'), value: lines.reduce((sum, { pages }) => sum + pages, 0) },
  ]
}

function Make({ view, plan, language, requestKey, typed, problems }: LookProps) {
  const t = packageWords(language)
  const lacks = shortcomings(plan)
  return (
    <Section title={t(plan.isWhole ? 'look.whole' : 'look.notWhole', { count: lacks.length })}>
      <Form action={lookAddress(view.standing.id, plan.kind)} method="post" label={t('look.make')}>
        <HiddenField name="key" value={requestKey} />
        {!plan.isWhole && (
          <>
            <Notice tone="due">
              <p>{t('look.incomplete')}</p>
              <ul>
                {lacks.map(({ title, fault }) => (
                  <li>
                    {title[language]}: {sayFault(fault, language)}
                  </li>
                ))}
              </ul>
            </Notice>
            <TextArea
              name="because"
              label={t('look.because')}
              hint={t('look.becauseHint')}
              rows={3}
              value={typed.because}
              error={saidOf(problems, 'because', language, t)}
            />
          </>
        )}
        <Actions>
          <Button tone={plan.isWhole ? 'main' : 'danger'}>{t(plan.isWhole ? 'look.make' : 'look.makeAnyway')}</Button>
          <ButtonLink tone="soft" href={deskAddress(view)}>
            {t('back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Section>
  )
}
