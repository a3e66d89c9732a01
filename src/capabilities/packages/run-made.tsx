import { Actions, ButtonLink, Muted, Notice, Section } from '../../ui/index.ts'
import { runAddress } from './addresses.ts'
import type { Outcome } from './item-store.ts'
import { MoveForm } from './move-forms.tsx'
import { Items, type RunProps } from './run-items.tsx'
import { Going, GoOn, Stopped } from './run-progress.tsx'
import { packageWords } from './words.ts'

/** How far the making is, what became of each, and what can be taken away or handed over. */
export function Made(props: RunProps) {
  const { run, items, language } = props
  const t = packageWords(language)
  const count = (outcome: Outcome) => items.filter((item) => item.outcome === outcome).length
  const settled = items.length - count('waiting')
  const said = t('run.settled', { count: settled, all: items.length })
  const there = count('made') + count('copy')
  return (
    <>
      {run.stoppedAt && !run.endedAt && <Stopped run={run} language={language} said={said} />}
      {!run.stoppedAt && !run.endedAt && (
        <Going run={run} language={language} value={settled} max={items.length} said={said} />
      )}
      {run.endedAt && (
        <Notice tone={there === items.length ? 'ok' : 'due'} role="status" title={t('run.ended')}>
          <p>
            {t('run.sum', { made: count('made'), copies: count('copy'), left: count('left'), failed: count('failed') })}
          </p>
          {count('failed') > 0 && <GoOn run={run} text={t('run.again')} />}
        </Notice>
      )}
      {there > 0 && props.mayLook && (run.endedAt || run.stoppedAt) && <Leave {...props} there={there} />}
      <Section title={t('run.cases')}>
        <Items {...props} outcome />
      </Section>
      {run.endedAt && <HandOver {...props} />}
    </>
  )
}

function Leave({ run, language, there }: RunProps & { there: number }) {
  const t = packageWords(language)
  return (
    <>
      <Actions>
        <ButtonLink href={`${runAddress(run.id)}/print.pdf`}>{t('file.print', { count: there })}</ButtonLink>
        <ButtonLink tone="soft" href={`${runAddress(run.id)}/folder.zip`}>
          {t('file.folder')}
        </ButtonLink>
        <ButtonLink tone="soft" href={`${runAddress(run.id)}/persons.xlsx`}>
          {t('file.persons')}
        </ButtonLink>
      </Actions>
      <Muted>{t('file.journal')}</Muted>
    </>
  )
}

// One form for all that have not gone yet.
function HandOver({ run, packages, language, slip, requestKey, packed, today }: RunProps) {
  const t = packageWords(language)
  const here = packages.filter(({ state, madeAt }) => madeAt && state === 'made')
  if (here.length === 0) return null
  return (
    <Section title={t('hand.all', { count: here.length })} id="move-handed">
      <MoveForm
        move="handed"
        action={`${runAddress(run.id)}/moves/handed`}
        language={language}
        requestKey={requestKey}
        seen={null}
        today={today}
        to={packed.to[language]}
        slip={slip}
      />
    </Section>
  )
}
