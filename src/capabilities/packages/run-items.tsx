import type { Day } from '../../platform/days.ts'
import type { Problem, Typed } from '../../platform/web/form.ts'
import type { Language } from '../../platform/words/languages.ts'
import { Muted, Table, Tag } from '../../ui/index.ts'
import type { Procedure } from '../cases/index.ts'
import { lookAddress, packageAddress } from './addresses.ts'
import { sayFault } from './contents.ts'
import type { RunItem } from './item-store.ts'
import type { MoveSlip } from './move-forms.tsx'
import type { Registered } from './package-store.ts'
import type { AnyPacked } from './plan.ts'
import type { Run } from './run-store.ts'
import { StateTag } from './state-tag.tsx'
import { packageWords } from './words.ts'

export interface RunProps {
  readonly run: Run
  readonly items: readonly RunItem[]
  readonly procedure: Procedure
  readonly packed: AnyPacked
  readonly language: Language
  readonly packages: readonly Registered[]
  readonly mayLook: boolean
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly slip: MoveSlip | null
  /** What became of handing over many at once. */
  readonly told?: string | undefined
  readonly requestKey: string
  readonly today: Day
}

export const hasFault = ({ faults }: RunItem) => (faults ?? []).length > 0

const tones = { waiting: 'quiet', made: 'ok', copy: 'wait', left: 'late', failed: 'late' } as const

/** The cases of a run, with what stands against each. @param outcome shows what became of it too */
export function Items({ items, run, packages, language, outcome }: RunProps & { outcome?: boolean }) {
  const t = packageWords(language)
  return (
    <Table
      columns={[
        { key: 'name', text: t('table.name') },
        { key: 'case', text: t('inventory.case'), whole: true },
        ...(outcome
          ? [
              { key: 'outcome', text: t('run.outcome') },
              { key: 'package', text: t('inventory.number') },
            ]
          : []),
        { key: 'faults', text: t('run.faults') },
      ]}
      rows={items.map((item) => {
        const made = packages.find(({ id }) => id === item.packageId)
        return {
          href: lookAddress(item.caseId, run.kind),
          cells: [
            item.title,
            item.number ?? '',
            ...(outcome
              ? [
                  <Tag tone={tones[item.outcome]}>{t(`outcome.${item.outcome}`)}</Tag>,
                  made && (
                    <>
                      <a href={packageAddress(made.id)}>{made.number}</a> <StateTag t={t} one={made} />
                    </>
                  ),
                ]
              : []),
            <FaultList item={item} language={language} />,
          ],
        }
      })}
      empty=""
    />
  )
}

function FaultList({ item, language }: { item: RunItem; language: Language }) {
  if (!hasFault(item)) return <Muted>—</Muted>
  return (
    <ul>
      {(item.faults ?? []).map(({ title, fault }) => (
        <li>
          {title && `${title[language]}: `}
          {sayFault(fault, language)}
        </li>
      ))}
    </ul>
  )
}
