import { sayProblem } from '../../platform/web/words.ts'
import { sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, Card, Confirm, Form, HiddenField, More, Muted, TextField } from '../../ui/index.ts'
import { type DeskCaseProps, deskAddress } from './desk-case.ts'
import { StageTag } from './desk-list-pages.tsx'
import type { LinkedCase } from './linked-cases.ts'
import { casesWords } from './words.ts'

/** Other cases of the person, and those that officers linked; linking and unlinking. */
export function LinkedCases(props: DeskCaseProps) {
  const { view, language, samePerson, links, mayWork } = props
  const t = casesWords(language)
  return (
    <Card title={t('linked.title')} id="linked">
      {samePerson.length + links.length === 0 && <Muted>{t('linked.none')}</Muted>}
      {samePerson.length > 0 && <Muted>{t('linked.same')}</Muted>}
      {samePerson.map((other) => (
        <p>
          <OtherCase other={other} {...props} />
        </p>
      ))}
      {links.map((link) => (
        <div>
          <p>
            <OtherCase other={link} {...props} />
            <br />
            {link.word}
            <br />
            <Muted>{t('linked.by', { name: link.by_name, at: sayMoment(link.at, language) })}</Muted>
          </p>
          {mayWork && (
            <Confirm open={t('linked.undo')} tone="soft">
              <Form action={`${deskAddress(view)}/links/removal`} method="post" label={t('linked.undo')}>
                <HiddenField name="case" value={link.id} />
                <Actions>
                  <Button tone="soft">
                    {t('linked.undo')}
                    <span class="vh"> {link.number}</span>
                  </Button>
                </Actions>
              </Form>
            </Confirm>
          )}
        </div>
      ))}
      {mayWork && <Linking {...props} />}
    </Card>
  )
}

function OtherCase({ other, view, language }: DeskCaseProps & { other: LinkedCase }) {
  const procedure = view.procedures?.find(({ name }) => name === other.procedure)
  return (
    <>
      <a href={`/desk/cases/${other.procedure}/${other.id}`}>
        {other.number}, {other.title}
      </a>{' '}
      {procedure && <StageTag procedure={procedure} stage={other.stage} language={language} />}
    </>
  )
}

function Linking({ view, language, slip }: DeskCaseProps) {
  const t = casesWords(language)
  const tried = slip?.form === 'link' ? slip : null
  const errorOf = (field: string) => {
    const problem = tried?.problems.find((one) => one.field === field)
    return problem && (t.find(problem.key) ?? sayProblem(problem, language))
  }
  return (
    <More title={t('linked.add')} open={tried !== null}>
      <Form action={`${deskAddress(view)}/links`} method="post" label={t('linked.add')}>
        <TextField
          name="number"
          label={t('linked.number')}
          hint={t('linked.number.hint', { number: view.standing.number ?? '' })}
          value={tried?.typed.number}
          error={errorOf('number')}
        />
        <TextField
          name="word"
          id="link-word"
          label={t('linked.word')}
          value={tried?.typed.word}
          error={errorOf('word')}
        />
        <Actions>
          <Button tone="soft">{t('linked.do')}</Button>
        </Actions>
      </Form>
    </More>
  )
}
