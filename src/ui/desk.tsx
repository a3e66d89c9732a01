import type { Child, Href } from '../platform/jsx-runtime.ts'
import { type LanguageChoice, Languages, type MenuLink } from './bar.tsx'
import { Tunduk } from './marks.tsx'
import { Tag, type Tone } from './words.tsx'

export type MenuGroup = {
  heading?: string | undefined
  links: readonly MenuLink[]
  /** Closed unless the page stands in it: what is not needed every hour. */
  folds?: boolean | undefined
}

type DeskFrameProps = {
  brand: { href: Href; name: string; under?: string | undefined }
  groups: readonly MenuGroup[]
  /** The word on the button that opens the menu on a phone; also what the menu is called. */
  menu: string
  languages: readonly LanguageChoice[]
  languagesLabel: string
  /** The search that stands on every page of the desk. */
  find?: Child
  account?: Child
  children: Child
}

/**
 * The staff's page: the menu at the side, on a phone behind a button. The menu stands twice in the page because a closed
 * `details` cannot be opened by a style sheet; one of the two is always hidden from everybody.
 */
export function DeskFrame(props: DeskFrameProps) {
  const groups = props.groups.map((group) => <MenuLinks {...group} />)
  return (
    <div class="desk">
      <header class="side">
        <a class="brand" href={props.brand.href}>
          <Tunduk />
          <span>
            {props.brand.name}
            {props.brand.under && <small>{props.brand.under}</small>}
          </span>
        </a>
        {props.find}
        <nav class="wide" aria-label={props.menu}>
          {groups}
        </nav>
        <details class="menu">
          <summary>{props.menu}</summary>
          <nav aria-label={props.menu}>{groups}</nav>
          {props.account && <div class="account">{props.account}</div>}
        </details>
        {props.account && <div class="account wide">{props.account}</div>}
        <Languages label={props.languagesLabel} choices={props.languages} />
      </header>
      <main id="page" tabindex="-1" class="wrap flow">
        {props.children}
      </main>
    </div>
  )
}

function MenuLinks(group: MenuGroup) {
  const links = (
    <ul>
      {group.links.map((link) => (
        <li>
          <a href={link.href} aria-current={link.current && 'page'} data-key={link.keyName}>
            {link.text}
            {link.count !== undefined && <span class="count"> {link.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  )
  if (!group.folds)
    return (
      <>
        {group.heading && <p class="over">{group.heading}</p>}
        {links}
      </>
    )
  return (
    <details class="fold" open={group.links.some(({ current }) => current)}>
      <summary class="over">{group.heading}</summary>
      {links}
    </details>
  )
}

/** Columns of things to do. */
export function Columns(props: { children: Child }) {
  return <div class="cols">{props.children}</div>
}

const columnClass: Record<Tone, string> = {
  ok: 'col',
  due: 'col due',
  late: 'col late',
  wait: 'col wait',
  quiet: 'col quiet',
}

/** One column: its state, how many, and the items. */
export function Column(props: { tone: Tone; title: string; count?: number | string | undefined; children?: Child }) {
  return (
    <section class={columnClass[props.tone]}>
      <h2>
        <Tag tone={props.tone}>
          {props.title} {props.count}
        </Tag>
      </h2>
      {props.children}
    </section>
  )
}

type ItemProps = {
  title: string
  text?: Child
  href: Href
  /** The next step, which one key takes. */
  next?: { href: Href; text: string } | undefined
}

/** One thing to do. */
export function Item({ title, text, href, next }: ItemProps) {
  return (
    <div class="item" data-item>
      <a href={href} data-move>
        <b>{title}</b>
        {text && <small>{text}</small>}
      </a>
      {next && (
        <a class="next" href={next.href} data-key="s">
          {next.text}
          <span class="vh">: {title}</span>
        </a>
      )}
    </div>
  )
}

/** The matter at the left, what belongs to it at the side; on a phone below each other. */
export function TwoColumns(props: { children: Child; even?: boolean | undefined }) {
  return <div class={props.even ? 'two even' : 'two'}>{props.children}</div>
}

/** A case on the desk: what to do beside the matter, on a phone before it; what belongs to it below. */
export function CaseColumns(props: { first?: Child; matter: Child; side: Child }) {
  return (
    <div class="two case">
      {props.first && <div class="first">{props.first}</div>}
      <div class="matter flow">{props.matter}</div>
      <div class="panel">{props.side}</div>
    </div>
  )
}

/** A paper that stays in sight while what it proves is read beside it. */
export function Beside(props: { paper: Child; children: Child }) {
  return (
    <div class="two even">
      <div class="stays">{props.paper}</div>
      <div class="flow">{props.children}</div>
    </div>
  )
}

/** What belongs to the matter: dates, owner, notes. */
export function SidePanel(props: { children: Child }) {
  return <div class="panel">{props.children}</div>
}
