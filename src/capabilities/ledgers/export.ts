import type { Sheet } from '../../platform/sheets/index.ts'
import type { Ground } from './ground.ts'
import { type Field, isInThree, type Ledger, type LedgerRecord, type Said, titleOf } from './ledger.ts'
import { sayField } from './said.tsx'

/** Records as a sheet, every field a column; of parts, what they belong to stands first. */
export function sheetOf(
  ledger: Ledger,
  ground: Ground,
  records: readonly LedgerRecord[],
  parent?: { readonly ledger: Ledger; readonly of: ReadonlyMap<string, LedgerRecord> },
): Sheet {
  const { t } = ground
  const owner = ({ parentId }: LedgerRecord) => {
    const found = parent?.of.get(parentId ?? '')
    return found && parent ? titleOf(parent.ledger, found, t.language) : ''
  }
  return {
    name: t(`${ledger.name}.names`),
    columns: [
      ...(parent ? [{ title: t(`${parent.ledger.name}.${parent.ledger.title}`) }] : []),
      ...ledger.fields.map((field) => ({ title: t(`${ledger.name}.${field.name}`), isDay: field.as === 'day' })),
    ],
    portions: (async function* () {
      yield records.map((record) => [
        ...(parent ? [owner(record)] : []),
        ...ledger.fields.map((field) => cellOf(ledger, field, record.said, ground)),
      ])
    })(),
  }
}

// A day is a day for the sheet's own program; the rest is said as on the page.
function cellOf(ledger: Ledger, field: Field, said: Said, ground: Ground): string {
  if (field.as === 'day' || (field.as === 'count' && !isInThree(field))) return said[field.name] ?? ''
  return sayField(ledger, field, said, ground)
}
