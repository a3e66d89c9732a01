import type { Html } from '../../platform/jsx-runtime.ts'
import { languageNames } from '../../platform/words/languages.ts'
import { Link, Main, Notice, PageTitle } from '../../ui/index.ts'
import { Blocks, foreign, type Shown } from './block-view.tsx'
import { type Content, isWritten, lacking, shownIn, writtenIn } from './blocks.ts'

interface PublicProps extends Shown {
  readonly content: Content
  readonly slug: string
}

/** A page as visitors read it. What is not translated is shown in the language there is, and said to be so. */
export function PublicPageView({ t, live, content, slug }: PublicProps) {
  const shown = shownIn(content.title, t.language)
  const lead = content.lead[shownIn(content.lead, t.language)]
  const leadLang = foreign(content.lead, t.language)
  return (
    <Main>
      <Untranslated t={t} live={live} content={content} slug={slug} />
      <PageTitle
        title={shown === t.language ? content.title[shown] : <span lang={shown}>{content.title[shown]}</span>}
        lead={lead && (leadLang ? <span lang={leadLang}>{lead}</span> : lead)}
      />
      <Blocks t={t} live={live} blocks={content.blocks} />
    </Main>
  )
}

function Untranslated({ t, live, content, slug }: PublicProps): Html {
  const there = writtenIn(content)
  const isHere = isWritten(content, t.language)
  if (isHere && lacking(content, t.language) === 0) return <></>
  const others = there.filter((language) => language !== t.language)
  const names = others.map((language) => t(`inLanguage.${language}`))
  return (
    <Notice tone="wait" role="note" title={isHere ? t('untranslated.partly') : t('untranslated.title')}>
      <p>
        {isHere
          ? t('untranslated.partlyText')
          : t('untranslated.text', {
              languages: new Intl.ListFormat(t.language, { type: 'conjunction' }).format(names),
            })}{' '}
        {others.map((language) => (
          <>
            <Link href={`/${live.institution.id}/${language}/${slug}`} lang={language}>
              {languageNames[language]}
            </Link>{' '}
          </>
        ))}
      </p>
    </Notice>
  )
}
