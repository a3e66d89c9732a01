import type { Child, Href } from '../platform/jsx-runtime.ts'
import { Ornament } from './marks.tsx'

type FooterProps = {
  columns?: readonly { title: string; links?: readonly { href: Href; text: string }[]; text?: Child }[] | undefined
  /** Above the columns: the search. */
  find?: Child
  text?: Child
}

/** The foot of a public page. */
export function Footer(props: FooterProps) {
  return (
    <footer class="footer">
      <Ornament />
      <div class="wrap">
        {props.find && <div class="last">{props.find}</div>}
        {props.columns?.map((column) => (
          <div>
            <h2>{column.title}</h2>
            {column.text && <p>{column.text}</p>}
            {column.links && (
              <ul>
                {column.links.map((link) => (
                  <li>
                    <a href={link.href}>{link.text}</a>
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
        {props.text && <p class="last">{props.text}</p>}
      </div>
    </footer>
  )
}
