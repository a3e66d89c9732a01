import { sayMoment } from '../../platform/words/saying-days.ts'
import { Actions, Button, Confirm, Form, Muted, Section } from '../../ui/index.ts'
import { pageOf } from './addresses.ts'
import type { Merge } from './merge-store.ts'
import { nameOf, type Partner } from './rules.ts'
import type { Say } from './words.ts'

interface MergedProps {
  readonly t: Say
  readonly partner: Partner
  readonly merges: readonly Merge[]
  readonly gone: readonly (Partner | null)[]
  readonly mayEdit: boolean
}

/** What was merged into this partner, and the way back. */
export function MergedHere({ t, partner, merges, gone, mayEdit }: MergedProps) {
  if (merges.length === 0) return null
  return (
    <Section title={t('merge.here')}>
      {merges.map(({ id, at, byName }, place) => {
        const was = gone[place]
        const name = was ? nameOf(was, t.language) : ''
        return (
          <>
            <p>
              {name} <Muted>{t('notes.by', { name: byName, at: sayMoment(at, t.language) })}</Muted>
            </p>
            {mayEdit && (
              <Confirm open={t('merge.undo', { name })} tone="soft">
                <p>{t('merge.undoText')}</p>
                <Form action={`${pageOf(partner)}/merges/${id}/undo`} method="post" label={t('merge.undo', { name })}>
                  <Actions>
                    <Button tone="soft">{t('merge.undoNow')}</Button>
                  </Actions>
                </Form>
              </Confirm>
            )}
          </>
        )
      })}
    </Section>
  )
}
