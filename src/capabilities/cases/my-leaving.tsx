import type { Language } from '../../platform/words/languages.ts'
import { Actions, Button, Confirm, Form, HiddenField, Section } from '../../ui/index.ts'
import { isMandated } from './access.ts'
import type { View } from './moment.ts'
import { addressOf } from './my-place.ts'
import { StepQuestion } from './questions.tsx'
import { stepsOf } from './rules.ts'
import { casesWords } from './words.ts'

/** Steps that the subject may take outside the sending of answers: withdrawing. */
export function Leaving({ view, language }: { view: View; language: Language }) {
  const t = casesWords(language)
  const say = view.procedure.words(language)
  const steps = stepsOf(view.procedure, view.standing.stage, 'subject').filter(
    ([, step]) => !step.needs && isMandated(view.acting, step.mandate),
  )
  if (steps.length === 0) return null
  return (
    <Section title={t('case.more')}>
      {steps.map(([name, step]) => (
        <Confirm open={say(`step.${name}`)} tone={step.tone ?? 'danger'}>
          <p>
            {say.find(`step.${name}.about`)} {step.final && t('step.sure')}
          </p>
          <Form action={`${addressOf(view)}/steps/${name}`} method="post">
            <HiddenField name="version" value={view.standing.version} />
            {Object.entries(step.asks?.shape ?? {}).map(([field, schema]) => (
              <StepQuestion
                step={name}
                field={field}
                schema={schema}
                procedure={view.procedure}
                situation={view.situation}
                language={language}
                typed={{}}
                errorOf={() => undefined}
              />
            ))}
            <Actions>
              <Button tone={step.tone ?? 'danger'}>{say(`step.${name}`)}</Button>
            </Actions>
          </Form>
        </Confirm>
      ))}
    </Section>
  )
}
