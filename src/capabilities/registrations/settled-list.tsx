import { sayDay } from '../../platform/words/saying-days.ts'
import { DescriptionList, Section } from '../../ui/index.ts'
import { bodyOf, type Looked } from './rules.ts'
import type { Say } from './words.ts'

interface Props {
  readonly t: Say
  readonly situation: Looked
  /** Numbers of papers are for those who may look at papers. */
  readonly mayLook: boolean
}

const days = ['takenOn', 'codeOn', 'handedOn', 'mendBy', 'mendedOn', 'leftOn', 'from', 'until', 'voidedOn'] as const

/** What the university did with the papers and what the body answered, as far as it has come. */
export function SettledList({ t, situation, mayLook }: Props) {
  const { facts } = situation
  const said = [
    ...days.flatMap((fact) => {
      const on = facts[fact]
      return on ? [{ term: t(`fact.${fact}`), value: sayDay(on, t.language) }] : []
    }),
    ...(facts.handedNumber ? [{ term: t('fact.handedNumber'), value: facts.handedNumber }] : []),
    ...(facts.handedOn ? [{ term: t('fact.body'), value: bodyOf(situation, t.language) }] : []),
    ...(facts.number && mayLook ? [{ term: t('fact.number'), value: facts.number }] : []),
    ...(facts.registeredAs
      ? [{ term: t('fact.registeredAs'), value: t(`choice.registeredAs.${facts.registeredAs}`) }]
      : []),
  ]
  if (said.length === 0) return null
  return (
    <Section title={t('settled.title')}>
      <DescriptionList rows={said} />
    </Section>
  )
}
