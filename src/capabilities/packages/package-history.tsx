import type { Day } from '../../platform/days.ts'
import type { Refusal } from '../../platform/outcome.ts'
import type { Language } from '../../platform/words/languages.ts'
import { sayDay, sayMoment } from '../../platform/words/saying-days.ts'
import { Section, Timeline } from '../../ui/index.ts'
import { packageAddress } from './addresses.ts'
import type { PackageFile } from './file-store.ts'
import type { MoveSlip } from './move-forms.tsx'
import type { Moved } from './move-store.ts'
import type { KeptPackage, Registered } from './package-store.ts'
import { type PackageSay, packageWords } from './words.ts'

export interface PackageProps {
  readonly kept: KeptPackage
  readonly title: string
  readonly files: readonly PackageFile[]
  readonly moves: readonly Moved[]
  readonly versions: readonly Registered[]
  readonly looks: readonly { readonly at: Date; readonly byName: string; readonly what: string }[]
  readonly language: Language
  readonly today: Day
  readonly mayLook: boolean
  readonly mayWork: boolean
  readonly requestKey: string
  readonly slip: MoveSlip | null
  readonly refusal: Refusal | null
}

/** Everything that happened to a package, mistakes too. */
export function History({ kept, moves, language, mayLook }: PackageProps) {
  const t = packageWords(language)
  const undone = new Set(moves.map(({ undoes }) => undoes))
  return (
    <Section title={t('package.history')}>
      <Timeline
        items={[
          {
            title: t('state.made'),
            when: t('run.by', { name: kept.byName, at: sayMoment(kept.numberedAt, language) }),
          },
          ...moves.map((move) => ({
            title: t(undone.has(move.id) ? 'history.mistake' : `history.${move.move}`, {
              what: t(`history.${move.move}`),
            }),
            when: t('run.by', { name: move.byName, at: sayMoment(move.at, language) }),
            text: aboutMove(move, t, mayLook ? kept.id : null),
          })),
        ]}
      />
    </Section>
  )
}

function aboutMove(move: Moved, t: PackageSay, opens: string | null) {
  if (move.move === 'copied')
    return opens ? <a href={`${packageAddress(opens)}/copies/${move.id}/print.pdf`}>{t('copy.open')}</a> : undefined
  if (move.move === 'undone') return undefined
  const said = [
    sayDay(move.onDay, t.language),
    move.toWhom,
    move.way && (t.find(`way.${move.way}`) ?? ''),
    move.theirNumber && t('history.number', { number: move.theirNumber }),
    move.reason,
  ]
  return said.filter(Boolean).join(', ')
}

export function Looks({ looks, language }: PackageProps) {
  const t = packageWords(language)
  if (looks.length === 0) return null
  return (
    <Section title={t('package.looks')}>
      <ul>
        {looks.map(({ at, byName, what }) => (
          <li>
            {byName}, {sayMoment(at, language)}: {what}
          </li>
        ))}
      </ul>
    </Section>
  )
}
