import { type Child, type Href, raw } from '../platform/jsx-runtime.ts'

type DocumentProps = {
  language: string
  title: string
  description?: string | undefined
  /** Words of the link that skips the menus; it leads to the `Main` of the page. */
  skip: string
  styles: readonly Href[]
  /** Browser modules. The page works without them. */
  scripts?: readonly Href[] | undefined
  alternates?: readonly { language: string; href: Href }[] | undefined
  canonical?: Href | undefined
  /** The same news for programs that read by themselves. */
  feeds?: readonly { href: Href; type: string; title: string }[] | undefined
  /** Pages behind a sign-in or a token stay out of search engines. */
  private?: boolean | undefined
  children: Child
}

/** A whole page, doctype and all. */
export function Document(props: DocumentProps) {
  return (
    <>
      {doctype}
      <html lang={props.language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="format-detection" content="telephone=no" />
          <title>{props.title}</title>
          {props.description && <meta name="description" content={props.description} />}
          {props.private && <meta name="robots" content="noindex" />}
          <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
          {props.styles.map((href) => (
            <link rel="stylesheet" href={href} />
          ))}
          {props.canonical && <link rel="canonical" href={props.canonical} />}
          {props.alternates?.map(({ language, href }) => (
            <link rel="alternate" hreflang={language} href={href} />
          ))}
          {props.feeds?.map(({ href, type, title }) => (
            <link rel="alternate" type={type} title={title} href={href} />
          ))}
          {props.scripts?.map((src) => (
            <script type="module" src={src} />
          ))}
        </head>
        <body>
          <a class="skip" href="#page">
            {props.skip}
          </a>
          {props.children}
        </body>
      </html>
    </>
  )
}
const doctype = raw('<!doctype html>')

/** Facts of the page for search engines, in the words of schema.org. Not a script: nothing of it runs. */
export function StructuredData(props: { facts: unknown }) {
  // No tag may end it early, whatever somebody typed into a title.
  return raw(`<script type="application/ld+json">${JSON.stringify(props.facts).replaceAll('<', '\\u003c')}</script>`)
}

type MainProps = { width?: 'narrow' | 'wide' | undefined; hero?: Child; children: Child }

/** What the page is about: `narrow` for forms and reading, `wide` for lists. A `Hero` goes over its whole breadth. */
export function Main(props: MainProps) {
  const kind = props.width === 'narrow' ? 'wrap flow narrow' : 'wrap flow'
  return (
    <main id="page" tabindex="-1" class={props.hero ? undefined : kind}>
      {props.hero}
      {props.hero ? <div class={kind}>{props.children}</div> : props.children}
    </main>
  )
}
