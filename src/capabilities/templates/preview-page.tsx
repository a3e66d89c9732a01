import type { Href } from '../../platform/jsx-runtime.ts'
import { languageNames } from '../../platform/words/languages.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Crumbs,
  EmptyState,
  Filters,
  Form,
  HiddenField,
  InLanguages,
  MailFrame,
  Notice,
  PageTitle,
  SearchField,
  Section,
} from '../../ui/index.ts'
import type { View } from '../cases/index.ts'
import type { Use } from '../correspondence/index.ts'
import { stateOf } from './editor-page.tsx'
import type { Known, TriedMail } from './try.ts'
import type { TemplateSay } from './words.ts'

interface PreviewProps {
  readonly t: TemplateSay
  readonly known: Known
  readonly version: number
  readonly uses: readonly Use[]
  /** The number of a case as it was typed. */
  readonly typed: string
  readonly view: View | null
  readonly mails: readonly TriedMail[]
  readonly mayUse: boolean
  /** What somebody else has put in use meanwhile. */
  readonly other: Use | null
}

/** The words of a version with a real case, as its reader would get them; from here they are put in use. */
export function PreviewPage(props: PreviewProps) {
  const { t, known, version, typed, view } = props
  const { template } = known
  const editor = `/desk/templates/${template.key}` as const
  return (
    <>
      <Crumbs
        label={t('here')}
        steps={[
          { text: t('title'), href: '/desk/templates' },
          { text: template.title[t.language], href: editor },
          { text: t('try.title') },
        ]}
      />
      <PageTitle
        over={version === 0 ? t('state.builtIn') : t('versions.number', { version })}
        title={`${t('try.title')}: ${template.title[t.language]}`}
        lead={t(`try.lead.${template.kind}`)}
      />
      <SomebodyElse {...props} />
      <Filters action={`${editor}/preview`} label={t('try.choose')} button={t('try.show')}>
        <HiddenField name="version" value={version} />
        <SearchField
          name="case"
          label={t('try.case')}
          hint={t('try.caseHint')}
          value={typed || view?.standing.number || ''}
        />
      </Filters>
      {view ? <Shown {...props} view={view} /> : <NoCase {...props} />}
      <PutInUse {...props} />
      <Actions>
        <ButtonLink tone="soft" href={version === 0 ? editor : `${editor}?from=${version}`}>
          {t('try.back')}
        </ButtonLink>
      </Actions>
    </>
  )
}

function SomebodyElse({ t, other }: PreviewProps) {
  if (!other) return null
  return (
    <Notice
      tone="late"
      role="alert"
      title={t('other.title', { name: other.byName, at: sayMoment(other.at, t.language) })}
    >
      <p>
        {stateOf(t, other.version ?? 0)} {t('other.text')}
      </p>
    </Notice>
  )
}

function NoCase({ t, typed }: PreviewProps) {
  return typed ? (
    <EmptyState title={t('try.unknown', { number: typed })} text={t('try.unknownText')} />
  ) : (
    <EmptyState title={t('try.none')} text={t('try.noneText')} />
  )
}

function Shown({ t, known, version, view, mails }: PreviewProps & { view: View }) {
  const number = view.standing.number ?? ''
  if (mails.length === 0) {
    const address: Href = `/desk/templates/${known.template.key}/preview/letter?version=${version}&case=${encodeURIComponent(number)}`
    return (
      <Section title={view.standing.title} action={<a href={address}>{t('try.open')}</a>}>
        <iframe class="paper" src={address} title={known.template.title[t.language]} />
      </Section>
    )
  }
  return (
    <Section title={view.standing.title}>
      <InLanguages>
        {mails.map(({ language, subject, body }) => (
          <MailFrame
            subject={subject}
            rows={[{ term: t('try.language'), value: languageNames[language] }]}
            lang={language}
          >
            {body}
          </MailFrame>
        ))}
      </InLanguages>
    </Section>
  )
}

function PutInUse({ t, known, version, uses, mayUse }: PreviewProps) {
  if ((uses[0]?.version ?? 0) === version) return <Notice tone="ok" title={t('try.isInUse')} />
  if (!mayUse) return <Notice tone="quiet" title={t('use.notYou')} />
  return (
    <Confirm open={t('use.open')} tone="main">
      <p>{t('use.text')}</p>
      <Form action={`/desk/templates/${known.template.key}/use`} method="post" label={t('use.open')}>
        <HiddenField name="version" value={version} />
        <HiddenField name="seen" value={uses[0]?.seq ?? 0} />
        <Actions>
          <Button>{t('use.do')}</Button>
        </Actions>
      </Form>
    </Confirm>
  )
}
