import type { Href } from '../../platform/jsx-runtime.ts'
import { Filters, SearchField, SelectField, Tag, type Tone } from '../../ui/index.ts'
import type { Filter } from './listing.ts'
import { type Programme, type State, stateIn, states } from './rules.ts'
import type { Say } from './words.ts'

const tones: Readonly<Record<State, Tone>> = { running: 'ok', coming: 'wait', ended: 'quiet', unsaid: 'quiet' }

/** Whether a programme runs, has ended, or has no years; nothing for the last where `quiet`. */
export function StateTag({ t, programme, year }: { t: Say; programme: Programme; year: number }) {
  const state = stateIn(year, programme)
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
}

/** 2014–2020, as far as it is known. */
export function sayYears({ from, to }: Programme): string {
  if (from === null && to === null) return ''
  return from === to ? String(from) : `${from ?? ''}–${to ?? ''}`
}

export function ProgrammeFilters({ t, filter, action }: { t: Say; filter: Filter; action: Href }) {
  const narrowed = filter.search !== '' || filter.state !== ''
  return (
    <Filters
      action={action}
      label={t('list.narrow')}
      button={t('list.show')}
      reset={narrowed ? { href: action, text: t('list.all') } : undefined}
    >
      <SearchField name="q" label={t('list.search')} value={filter.search} />
      <SelectField
        name="state"
        label={t('list.state')}
        options={[
          { value: '', text: t('list.anyState') },
          ...states.map((state) => ({ value: state, text: t(`state.${state}`), selected: state === filter.state })),
        ]}
      />
    </Filters>
  )
}
