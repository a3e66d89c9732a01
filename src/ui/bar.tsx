import type { Child, Href } from '../platform/jsx-runtime.ts'
import { Mark } from './marks.tsx'

export type MenuLink = {
  href: Href
  text: string
  current?: boolean | undefined
  count?: number | string | undefined
  keyName?: string | undefined
}

/** One language to choose: by an address of its own, or by a form sent to `post` with `language=<lang>`. */
export type LanguageChoice = { text: string; label: string; lang: string; current?: boolean | undefined } & (
  | { href: Href; post?: never }
  | { post: Href; href?: never }
)

type BarProps = {
  home: { href: Href; name: string }
  /** The lines of the institution's own mark. */
  mark?: readonly string[] | undefined
  links: readonly MenuLink[]
  languages: readonly LanguageChoice[]
  /** The word on the button that opens the links on a phone. */
  menu: string
  /** What the group of languages is called, for those who hear the page. */
  languagesLabel: string
  account?: Child
}

/** The head of a public or an applicant's page. On a phone the links and the account stand behind one button. */
export function Bar(props: BarProps) {
  return (
    <header class="bar">
      <div class="in">
        <a class="brand" href={props.home.href}>
          <Mark lines={props.mark ?? []} />
          <span>{props.home.name}</span>
        </a>
        {props.links.length > 0 && (
          <nav class="wide" aria-label={props.menu}>
            {props.links.map(barLink)}
          </nav>
        )}
        {props.account && <div class="account wide">{props.account}</div>}
        <Languages label={props.languagesLabel} choices={props.languages} />
        {(props.links.length > 0 || props.account) && (
          <details class="menu">
            <summary>{props.menu}</summary>
            {props.links.length > 0 && <nav aria-label={props.menu}>{props.links.map(barLink)}</nav>}
            {props.account && <div class="account">{props.account}</div>}
          </details>
        )}
      </div>
    </header>
  )
}

function barLink(link: MenuLink) {
  return (
    <a href={link.href} aria-current={link.current && 'page'}>
      {link.text}
    </a>
  )
}

/** The languages of a page, each named in itself. */
export function Languages(props: { label: string; choices: readonly LanguageChoice[] }) {
  return (
    <nav class="langs" aria-label={props.label}>
      {props.choices.map((choice) =>
        choice.post === undefined ? (
          <a href={choice.href} lang={choice.lang} hreflang={choice.lang} aria-current={choice.current && 'true'}>
            {languageName(choice)}
          </a>
        ) : (
          <form method="post" action={choice.post}>
            <button
              type="submit"
              name="language"
              value={choice.lang}
              lang={choice.lang}
              aria-current={choice.current && 'true'}
            >
              {languageName(choice)}
            </button>
          </form>
        ),
      )}
    </nav>
  )
}

function languageName(choice: LanguageChoice) {
  return (
    <>
      {choice.text}
      <span class="vh"> {choice.label}</span>
    </>
  )
}

/** Says that this is a trial installation, on screen and on paper. */
export function EvaluationBanner(props: { text: string }) {
  return (
    <aside class="evaluation">
      <p>{props.text}</p>
    </aside>
  )
}
