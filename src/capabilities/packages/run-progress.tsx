import { raw } from '../../platform/jsx-runtime.ts'
import { Actions, Button, Form, Notice, Progress } from '../../ui/index.ts'
import { runAddress } from './addresses.ts'
import type { RunProps } from './run-items.tsx'
import type { Run } from './run-store.ts'
import { packageWords } from './words.ts'

// The pages' own words know no such attribute, for good reasons; here nothing in it came from anybody.
const reload = raw('<noscript><meta http-equiv="refresh" content="3"></noscript>')

/** The papers are being looked into. */
export function Checking({ run, items, language }: RunProps) {
  const t = packageWords(language)
  const looked = items.filter(({ faults }) => faults !== null).length
  const said = t('run.looked', { count: looked, all: items.length })
  if (run.stoppedAt) return <Stopped run={run} language={language} said={said} />
  return <Going run={run} language={language} value={looked} max={items.length} said={said} />
}

function Stop({ run, language }: Pick<RunProps, 'run' | 'language'>) {
  const t = packageWords(language)
  return (
    <Form action={`${runAddress(run.id)}/stop`} method="post" label={t('run.stop')}>
      <Button tone="soft">{t('run.stop')}</Button>
    </Form>
  )
}

/** Somebody stopped it. */
export function Stopped({ run, language, said }: Pick<RunProps, 'run' | 'language'> & { said: string }) {
  const t = packageWords(language)
  return (
    <Notice tone="due" title={t('run.stoppedBy', { name: run.stoppedBy ?? '' })}>
      <p>{said}</p>
      <GoOn run={run} text={t('run.goOn')} />
    </Notice>
  )
}

/** Goes on, and tries what failed once more. */
export function GoOn({ run, text }: { run: Run; text: string }) {
  return (
    <Form action={`${runAddress(run.id)}/go-on`} method="post" label={text}>
      <Actions>
        <Button tone="soft">{text}</Button>
      </Actions>
    </Form>
  )
}

/** How far it is; the page asks again by itself. */
export function Going({
  run,
  language,
  value,
  max,
  said,
}: Pick<RunProps, 'run' | 'language'> & { value: number; max: number; said: string }) {
  const t = packageWords(language)
  return (
    <div data-running>
      {reload}
      <Progress value={value} max={max} label={said} />
      <p>{t('run.leave')}</p>
      <Stop run={run} language={language} />
    </div>
  )
}
