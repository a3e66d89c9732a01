// biome-ignore-all lint: what must not be written is written here to see it refused
import { expect, test } from 'vitest'
import { type Child, Html, isSafeHref, join, raw } from './jsx-runtime.ts'

const nasty = `&<>"'`
const escaped = '&amp;&lt;&gt;&quot;&#39;'

test('what people typed is escaped, in text and in attributes', () => {
  expect((<p title={nasty}>{nasty}</p>).text).toBe(`<p title="${escaped}">${escaped}</p>`)
  expect((<title>{'</title><script>'}</title>).text).toBe('<title>&lt;/title&gt;&lt;script&gt;</title>')
})

test('children may be numbers, Html and lists in lists; booleans and nothing show nothing', () => {
  const lists: Child = [1, ['<', [<b>x</b>, null]], undefined, true, false, 0, '']
  expect((<p>{lists}</p>).text).toBe('<p>1&lt;<b>x</b>0</p>')
  expect(
    (
      <>
        {'a'}
        <br />
      </>
    ).text,
  ).toBe('a<br>')
})

test('true is a bare attribute, false and nothing leave it out, 0 stays', () => {
  expect((<input required disabled={false} value={undefined} name={null} maxlength={0} />).text).toBe(
    '<input required maxlength="0">',
  )
})

test('components get their props, and join puts a separator between', () => {
  const Hello = (props: { name: string; children?: Child }) => (
    <p>
      {props.name}
      {props.children}
    </p>
  )
  expect((<Hello name="<Zoe>">{raw('<i>!</i>')}</Hello>).text).toBe('<p>&lt;Zoe&gt;<i>!</i></p>')
  expect(join(['<', <b>2</b>], ' · ').text).toBe('&lt; · <b>2</b>')
})

test('an empty first line that somebody typed survives', () => {
  expect((<textarea>{'\nSecond line'}</textarea>).text).toBe('<textarea>\n\nSecond line</textarea>')
})

test('what only looks like Html is refused', () => {
  const parsed = JSON.parse('{"text":"<script>"}')
  expect(() => <p>{parsed}</p>).toThrow(TypeError)
  expect(<p />).toBeInstanceOf(Html)
})

const refused = ['javascript:alert(1)', ' JavaScript:x', 'java\nscript:x', '\u0001javascript:x', 'data:text/html,x']
const foreign = ['//host', '/\\host', '\\\\host', '/\t/host', 'vbscript:x', 'file:///etc', 'blob:x', ' //host']

test.each([...refused, ...foreign])('%j is no address for a page', (href) => {
  expect(isSafeHref(href)).toBe(false)
  expect(() => <a href={href}>x</a>).toThrow(TypeError)
  expect(() => <form action={href} />).toThrow(TypeError)
  expect(() => <button formaction={href} type="submit" />).toThrow(TypeError)
})

test.each(['', '/', '/a?b=c:d', '#x', '?q=//', 'a/b', 'http://a', 'HTTPS://a', 'mailto:a@b', 'tel:+1', '/ңөү'])(
  '%j is an address for a page',
  (href) => expect(isSafeHref(href)).toBe(true),
)

test('an attribute with a hyphen that nobody knows is refused when the page is built', () => {
  expect(() => <p aria-labell="x" />).toThrow('no such attribute')
  expect((<p aria-label="x" data-open-case="7" />).text).toBe('<p aria-label="x" data-open-case="7"></p>')
})

test('misspelt tags and attributes, styles and handlers do not compile', () => {
  const wrong = [
    // @ts-expect-error no such tag
    () => <buton type="submit" />,
    // @ts-expect-error no such attribute
    () => <p clas="x" />,
    // @ts-expect-error an attribute of another tag
    () => <p href="/x" />,
    // @ts-expect-error the content-security policy forbids styles in attributes
    () => <p style="color:red" />,
    // @ts-expect-error the content-security policy forbids handlers
    () => <p onclick="go()" />,
    // @ts-expect-error no such word
    () => <p role="buton" />,
    // @ts-expect-error aria-hidden is a word, not a bare attribute
    () => <p aria-hidden />,
    // @ts-expect-error nothing goes inside
    () => <br>x</br>,
    // @ts-expect-error a picture needs its words
    () => <img src="/a.png" />,
    // @ts-expect-error an object is no child
    () => <p>{{ text: 'x' }}</p>,
    // @ts-expect-error only jsx, raw and join make Html
    () => new Html('<script>'),
  ]
  expect(wrong).toHaveLength(11)
})
