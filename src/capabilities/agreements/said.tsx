import type { Child, Href } from '../../platform/jsx-runtime.ts'
import { sayDay } from '../../platform/words/saying-days.ts'
import { Link, Tag, type Tone } from '../../ui/index.ts'
import { nameOf, type Partner, partnerPage } from '../partners/index.ts'
import type { Agreement, AgreementParty, AgreementState } from './rules.ts'
import type { Say } from './words.ts'

export const agreementsAddress: Href = '/desk/agreements'
export const agreementPage = ({ id }: Pick<Agreement, 'id'>): Href => `${agreementsAddress}/${id}`

/** The partners that agreements name, by the ids under which they name them. */
export type Named = ReadonlyMap<string, Partner>

/** What a party is called: as the register has it, else as it stands in the agreement. */
export function sayParty(t: Say, { partner, name }: Pick<AgreementParty, 'partner' | 'name'>, named: Named): string {
  const known = named.get(partner ?? '')
  return (known ? nameOf(known, t.language) : name) || t('party.notNamed')
}

export const sayParties = (t: Say, { parties }: Pick<Agreement, 'parties'>, named: Named): string =>
  parties.map((party) => sayParty(t, party, named)).join(', ')

/** A party with the way to its page in the register. */
export function partySaid(t: Say, party: AgreementParty, named: Named): Child {
  const known = named.get(party.partner ?? '')
  const said = sayParty(t, party, named)
  return known ? <Link href={partnerPage(known)}>{said}</Link> : said
}

const tones: Readonly<Record<AgreementState, Tone>> = {
  ...{ proposed: 'quiet', drafted: 'quiet', approving: 'wait', signing: 'wait', signed: 'ok', waiting: 'wait' },
  ...{ inForce: 'ok', ending: 'due', ended: 'late', renewed: 'quiet', dropped: 'quiet' },
}

export const StateTag = ({ t, state }: { t: Say; state: AgreementState }) => (
  <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>
)

/** When it was signed: the day, or the year where a source tells no more. */
export function saySigned(t: Say, { signedOn, signedYear }: Pick<Agreement, 'signedOn' | 'signedYear'>): string {
  if (signedOn) return sayDay(signedOn, t.language)
  return signedYear === null ? '' : t('signed.year', { year: String(signedYear) })
}

/** Places in words: 5 students a year out, bachelor, 5 months. */
export function sayPlaces(t: Say, { places }: Pick<Agreement, 'places'>): string[] {
  return places.map(({ direction, level, perYear, months }) =>
    [
      t(`places.${direction}`, { count: perYear }),
      level && (t.find(`level.${level}`) ?? level),
      months === null ? '' : t('places.months', { months }),
    ]
      .filter(Boolean)
      .join(', '),
  )
}
