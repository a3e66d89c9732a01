import { sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, Card, Form, Muted, TextArea } from '../../ui/index.ts'
import { type DeskCaseProps, deskAddress } from './desk-case.ts'
import { casesWords } from './words.ts'

export function Notes({ view, language, notes, mayWork }: DeskCaseProps) {
  const t = casesWords(language)
  return (
    <Card title={t('desk.notes')}>
      {notes.length === 0 && <Muted>{t('desk.notes.none')}</Muted>}
      {notes.map((note) => (
        <p>
          {note.text}
          <br />
          <Muted>{t('action.by', { name: note.by_name, at: sayMoment(note.at, language) })}</Muted>
        </p>
      ))}
      {mayWork && (
        <Form action={`${deskAddress(view)}/notes`} method="post">
          <TextArea name="text" id="note" label={t('desk.note')} rows={3} keyName="c" />
          <Actions>
            <Button tone="soft">{t('desk.note.save')}</Button>
          </Actions>
        </Form>
      )}
    </Card>
  )
}

export function Looks({ view, language, looks }: DeskCaseProps) {
  const t = casesWords(language)
  return (
    <Card title={t('desk.looks')}>
      {looks.length === 0 && <Muted>{t('desk.looks.none')}</Muted>}
      <ul>
        {looks.map((look) => (
          <li>
            {look.byName},{' '}
            {view.items.find((item) => item.wanted.type === look.type)?.wanted.title[language] ?? look.name},{' '}
            {sayMoment(look.at, language)}
          </li>
        ))}
      </ul>
    </Card>
  )
}
