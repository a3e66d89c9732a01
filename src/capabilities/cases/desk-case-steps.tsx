import type { Href } from '../../platform/jsx-runtime.ts'
import { saidOf } from '../../platform/web/words.ts'
import type { Language } from '../../platform/words/languages.ts'
import { Actions, Button, Card, Confirm, Form, HiddenField, More, Muted } from '../../ui/index.ts'
import type { Tried } from './desk-case.ts'
import type { View } from './moment.ts'
import type { Party, Procedure } from './procedure.ts'
import { StepQuestion } from './questions.tsx'
import { stepsOf, whyNot } from './rules.ts'
import { Refusals } from './shared-pages.tsx'
import { casesWords, explain } from './words.ts'

interface WhatToDoProps {
  readonly view: View
  readonly language: Language
  readonly tried: Tried | null
  readonly party: Party
  /** The case's page, below which the steps are taken. */
  readonly address: Href
}

export function WhatToDo({ view, language, tried, party, address }: WhatToDoProps) {
  const t = casesWords(language)
  const steps = stepsOf(view.procedure, view.standing.stage, party)
  return (
    <Card title={t('desk.steps')} id="steps">
      {steps.length === 0 && <Muted>{t('desk.noSteps')}</Muted>}
      {steps.map(([name], at) => (
        <OneStep
          name={name}
          keyName={String(at + 1)}
          view={view}
          party={party}
          address={address}
          language={language}
          tried={tried?.step === name ? tried : null}
        />
      ))}
    </Card>
  )
}

type AnyStep = Procedure['steps'][string]

// The way on is the green button; asking and refusing stand back.
function toneOf(step: AnyStep): 'main' | 'soft' | 'danger' {
  if (step.tone === 'danger') return 'danger'
  return step.final ? 'main' : 'soft'
}

function OneStep({
  name,
  keyName,
  view,
  language,
  tried,
  party,
  address,
}: WhatToDoProps & { name: string; keyName: string }) {
  const t = casesWords(language)
  const say = view.procedure.words(language)
  const step = view.procedure.steps[name]
  if (!step) return null
  const refusals = whyNot(view.procedure, name, party, view.standing, view.situation, view.items)
  if (refusals.length > 0) {
    return (
      <More title={say(`step.${name}`)} about={t('case.notPossible')} open={tried !== null} keyName={keyName}>
        <Refusals
          refusals={refusals.map((refusal) => explain(refusal, view.procedure, view.law, language))}
          language={language}
        />
      </More>
    )
  }
  const errorOf = (field: string) => saidOf(tried?.problems, field, language, say)
  const plain = !step.asks && !step.final
  const form = (
    <Form action={`${address}/steps/${name}`} method="post" label={say(`step.${name}`)}>
      <HiddenField name="version" value={view.standing.version} />
      {say.find(`step.${name}.about`) && <p>{say(`step.${name}.about`)}</p>}
      {Object.entries(step.asks?.shape ?? {}).map(([field, schema]) => (
        <StepQuestion
          step={name}
          field={field}
          schema={schema}
          procedure={view.procedure}
          situation={view.situation}
          language={language}
          typed={tried?.typed ?? {}}
          errorOf={errorOf}
        />
      ))}
      {step.final && <Muted>{say.find(`step.${name}.sure`) ?? t('step.sure')}</Muted>}
      <Actions>
        <Button tone={step.tone ?? 'main'} keyName={plain ? keyName : undefined}>
          {say(`step.${name}`)}
        </Button>
      </Actions>
    </Form>
  )
  return plain ? (
    form
  ) : (
    <Confirm open={say(`step.${name}`)} tone={toneOf(step)} expanded={tried !== null} keyName={keyName}>
      {form}
    </Confirm>
  )
}
