import type { Child, Href } from '../platform/jsx-runtime.ts'
import { Tunduk } from './marks.tsx'

/** The opening of a public site: who we are, in one sentence. `Doors` may follow it and overlap its edge. */
export function Hero(props: { title: string; text: string; actions?: Child; id?: string | undefined }) {
  return (
    <section class="hero" id={props.id}>
      <Tunduk size="great" />
      <div class="wrap">
        <h1>{props.title}</h1>
        <p>{props.text}</p>
        {props.actions && <div class="actions">{props.actions}</div>}
      </div>
    </section>
  )
}

/** The ways into the site, in the visitor's words. */
export function Doors(props: { children: Child }) {
  return <div class="doors">{props.children}</div>
}

/** One way in. `go` says what a press brings. */
export function Door(props: { title: string; text: string; href: Href; go: string; lang?: string | undefined }) {
  return (
    <section class="card door" lang={props.lang}>
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      <a class="go" href={props.href}>
        {props.go}
      </a>
    </section>
  )
}
