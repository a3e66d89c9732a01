import { Filters, SearchField, SelectField } from '../../ui/index.ts'
import { families, spans, states } from './rules.ts'
import { sayKind } from './said.tsx'
import type { WallProps } from './wall-page.tsx'
import { datesWords } from './words.ts'

/** The form that narrows the wall. */
export function Narrowing({ filter, counts, choices, law, telling, base }: WallProps) {
  const t = datesWords(telling.language)
  const { language } = telling
  const select = (name: 'kind' | 'state' | 'within' | 'unit' | 'programme' | 'citizenship', options: Options) => (
    <SelectField
      name={name}
      label={t(`filter.${name}`)}
      options={[{ value: '', text: t('filter.any') }, ...options].map((option) => ({
        ...option,
        selected: option.value === String(filter[name] ?? ''),
      }))}
    />
  )
  const byText = (options: Options) => options.toSorted((a, b) => a.text.localeCompare(b.text, language))
  const kinds = [...new Set([...counts.map(({ kind }) => kind), ...families, ...(filter.kind ? [filter.kind] : [])])]
  return (
    <Filters
      action={base}
      label={t('filter.narrow')}
      button={t('filter.show')}
      reset={{ href: base, text: t('filter.reset') }}
    >
      <SearchField name="search" label={t('filter.search')} value={filter.search} />
      {select('kind', byText(kinds.map((kind) => ({ value: kind, text: sayKind(kind, telling) }))))}
      {select(
        'state',
        states.map((state) => ({ value: state, text: t(`state.${state}`) })),
      )}
      {select(
        'within',
        spans.map((days) => ({ value: String(days), text: t('filter.days', { days }) })),
      )}
      {choices.units.length > 0 &&
        select(
          'unit',
          choices.units.map(({ id, name }) => ({ value: id, text: name[language] })),
        )}
      {select('programme', byText(choices.programmes.map((name) => ({ value: name.en, text: name[language] }))))}
      {select(
        'citizenship',
        byText(choices.citizenships.map((code) => ({ value: code, text: law.country(code)?.name[language] ?? code }))),
      )}
    </Filters>
  )
}

type Options = readonly { readonly value: string; readonly text: string }[]
