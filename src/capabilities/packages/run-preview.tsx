import { saidOf } from '../../platform/web/words.ts'
import { Actions, Button, Form, RadioField, Section, TextArea, Tile, Tiles } from '../../ui/index.ts'
import { runAddress } from './addresses.ts'
import { hasFault, Items, type RunProps } from './run-items.tsx'
import { packageWords } from './words.ts'

/** Which packages are whole and which are not, and the button. */
export function Preview(props: RunProps) {
  const { run, items, language, typed, problems } = props
  const t = packageWords(language)
  const [whole, not] = [items.filter((item) => !hasFault(item)), items.filter(hasFault)]
  const canGo = not.filter(({ faults }) => faults?.every(({ type }) => type !== ''))
  return (
    <>
      <Tiles>
        <Tile text={t('run.whole')} value={whole.length} tone="ok" />
        <Tile text={t('run.notWhole')} value={not.length} tone={not.length > 0 ? 'late' : 'ok'} />
      </Tiles>
      {not.length > 0 && (
        <Section title={t('run.notWhole')}>
          <Items {...props} items={not} />
        </Section>
      )}
      {whole.length + canGo.length > 0 && (
        <Form action={`${runAddress(run.id)}/start`} method="post" label={t('run.start')}>
          {canGo.length > 0 && (
            <>
              <RadioField
                name="which"
                label={t('run.which')}
                options={[
                  {
                    value: 'whole',
                    text: t('run.onlyWhole', { count: whole.length }),
                    selected: typed.which !== 'all',
                  },
                  {
                    value: 'all',
                    text: t('run.also', { count: canGo.length }),
                    hint: t('look.becauseHint'),
                    selected: typed.which === 'all',
                  },
                ]}
              />
              <TextArea
                name="because"
                label={t('look.because')}
                rows={3}
                value={typed.because}
                error={saidOf(problems, 'because', language, t)}
              />
            </>
          )}
          <Actions>
            <Button>{t('run.start')}</Button>
          </Actions>
        </Form>
      )}
      {whole.length > 0 && (
        <Section title={t('run.whole')}>
          <Items {...props} items={whole} />
        </Section>
      )}
    </>
  )
}
